using ImageSearch.Hosting.Configuration;
using Microsoft.AspNetCore.Http;

namespace ImageSearch.Hosting;

/// <summary>Addresses that services listen on.</summary>
public static class ServiceAddress
{
    /// <summary>Checks an address before anything is started.</summary>
    /// <param name="url">As in the settings, for example <c>http://0.0.0.0:8000</c>; several with a semicolon.</param>
    /// <param name="setting">The variable or option that it comes from, for the message.</param>
    /// <exception cref="SettingsException">It is none that a service can listen on.</exception>
    public static void Check(string url, string setting)
    {
        ArgumentNullException.ThrowIfNull(url);
        string[] parts = url.Split(';', StringSplitOptions.RemoveEmptyEntries);
        string? reason = parts.Length == 0 ? "it is empty" : parts.Select(FindProblem).FirstOrDefault(p => p is not null);
        if (reason is not null)
        {
            throw new SettingsException(
                $"{setting}: '{url}' cannot be listened on: {reason}. Write for example http://127.0.0.1:8000.");
        }
    }

    /// <summary>The address under which this machine itself reaches a service.</summary>
    /// <param name="url">What the service listens on; a wildcard is every network.</param>
    public static Uri FromThisMachine(string url)
    {
        BindingAddress address = BindingAddress.Parse(url);
        string host = address.Host is "*" or "+" or "0.0.0.0" ? "127.0.0.1" : address.Host is "[::]" ? "[::1]" : address.Host;
        return new UriBuilder(Uri.UriSchemeHttp, host, address.Port).Uri;
    }

    private static string? FindProblem(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url.Trim());
        }
        catch (FormatException)
        {
            return "it is no address of the form http://HOST:PORT";
        }

        return address switch
        {
            { Scheme: not "http" } => "services speak http; for https put a proxy before them",
            { PathBase.Length: > 0 } => "it has a path",
            { Port: < 0 or > 65_535 } => "the port is not within 0 to 65535",
            _ => null,
        };
    }
}
