using System.ComponentModel;
using System.Diagnostics;

namespace ImageSearch.Cli.Services;

/// <summary>The user's browser.</summary>
internal static class Browser
{
    private static readonly string[] DesktopVariables = ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER"];

    /// <summary>Opens a page. A machine without a browser is no failure: the address is printed as well.</summary>
    /// <returns>False when there is none.</returns>
    public static bool TryOpen(Uri page)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                using Process? shell = Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true });
                return true;
            }

            return (OperatingSystem.IsMacOS() || HasDesktop) && Start(page);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    // Without a desktop xdg-open starts a browser for the terminal, which is in use.
    private static bool HasDesktop => DesktopVariables.Any(
        name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));

    private static bool Start(Uri page)
    {
        ProcessStartInfo start = new(OperatingSystem.IsMacOS() ? "open" : "xdg-open")
        {
            // What a browser says is not part of the tool's output.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { page.AbsoluteUri },
        };
        using Process? process = Process.Start(start);
        return process is not null;
    }
}
