using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ImageSearch.Cli.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public DemoCommandTests() => _folder.AddModels("first", "second");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Photos_are_indexed_and_queries_answered_with_both_models()
    {
        _folder.AddPictures();

        ToolResult first = await ToolProcess.RunAsync(_folder, "demo", "--photos", _folder.Pictures, "--no-browser");
        ToolResult second = await ToolProcess.RunAsync(_folder, "demo", "--photos", _folder.Pictures, "--no-browser");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("a man surfing a wave", first.Out, StringComparison.Ordinal);
        Assert.Contains("second", first.Out, StringComparison.Ordinal);
        Assert.Contains("imagesearch search", first.Out, StringComparison.Ordinal);
        Assert.Contains("Indexed 6", first.Error, StringComparison.Ordinal);
        Assert.Contains("unchanged 6", second.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("library")), "The user's own library was touched.");
    }

    [Fact]
    public async Task Scenes_are_drawn_once_and_shown_by_their_captions()
    {
        ToolResult first = await ToolProcess.RunAsync(_folder, "demo", "--no-browser");
        ToolResult second = await ToolProcess.RunAsync(_folder, "demo", "--no-browser");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("Drew 500 scenes", first.Error, StringComparison.Ordinal);
        Assert.Contains("Indexed 500", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Drew", second.Error, StringComparison.Ordinal);
        Assert.Contains("unchanged 500", second.Error, StringComparison.Ordinal);
        Assert.Equal(first.Out, second.Out);
        Assert.DoesNotContain("scene-0", first.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_exits_with_3()
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, "demo", "--photos", _folder.At("gone"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(_folder.At("gone"), result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_opened_with_a_query_and_served_until_a_signal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "xdg-open is Linux's.");
        _folder.AddPictures();
        string record = AddBrowser("xdg-open");
        _folder.Variables["DISPLAY"] = ":0";
        using ServiceProcess demo = await ServiceProcess.StartAsync(_folder, "demo", "--photos", _folder.Pictures);

        Uri page = new(demo.Frontend!, "?q=a%20dog%20running%20on%20grass");
        string told = Assert.Single(demo.Before, line => line.Contains("?q=", StringComparison.Ordinal));
        using HttpClient http = new();
        string html = await http.GetStringAsync(page, TestContext.Current.CancellationToken);
        ToolResult result = await demo.StopAsync();

        Assert.StartsWith("Ready", demo.Announcement);
        Assert.Contains(page.AbsoluteUri, told, StringComparison.Ordinal);
        Assert.Contains("<html", html, StringComparison.Ordinal);
        Assert.Equal(page.AbsoluteUri, (await ReadWhenThereAsync(record)).Trim());
        Assert.True(result.ExitCode == 0, result.Error);
    }

    [Fact]
    public async Task Without_a_browser_and_with_taken_ports_the_page_is_served_on_a_free_one_and_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A desktop is told by its variables on Linux only.");
        _folder.AddPictures();
        string record = AddBrowser("xdg-open");
        foreach (string name in new[] { "DISPLAY", "WAYLAND_DISPLAY", "BROWSER" })
        {
            _folder.Variables[name] = "";
        }

        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        _folder.Variables["IMAGESEARCH__WEB__URL"] = $"http://127.0.0.1:{port}";
        using ServiceProcess demo = await ServiceProcess.StartAsync(_folder, "demo", "--photos", _folder.Pictures);
        ToolResult result = await demo.StopAsync();

        Assert.Contains(demo.Before, line => line.Contains($"Port {port} is taken", StringComparison.Ordinal));
        Assert.Contains(demo.Before, line => line.StartsWith("Open this page", StringComparison.Ordinal));
        Assert.NotEqual(port, demo.Frontend!.Port);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.False(File.Exists(record), "A browser was started without a desktop.");
    }

    /// <summary>Puts a program first into PATH that records what it is asked to open.</summary>
    private string AddBrowser(string name)
    {
        string record = _folder.At("opened.txt");
        string script = _folder.AddFile(
            $"bin/{name}", $"#!/bin/sh\necho \"$1\" > '{record}.new' && mv '{record}.new' '{record}'\n");
        using Process chmod = Process.Start("chmod", ["+x", script]);
        chmod.WaitForExit();
        _folder.Variables["PATH"] = $"{_folder.At("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        return record;
    }

    private static async Task<string> ReadWhenThereAsync(string file)
    {
        while (!File.Exists(file))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }
}
