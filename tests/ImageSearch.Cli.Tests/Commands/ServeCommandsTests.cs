using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ImageSearch.Cli.Tests.Commands;

public sealed class ServeCommandsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ServeCommandsTests() => _folder.AddModels("first", "second");

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_backend_serves_the_library_that_was_indexed_and_sigterm_ends_it_with_0()
    {
        await IndexAsync();
        using ServiceProcess service = await ServiceProcess.StartAsync(_folder, "api");

        using HttpResponseMessage answer = await SearchAsync(service.Backend!);
        JsonElement body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        ToolResult result = await service.StopAsync();

        Assert.StartsWith("Ready", service.Announcement);
        Assert.Null(service.Frontend);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, body.GetProperty("models").GetArrayLength());
        Assert.True(result.ExitCode == 0, result.Error);
    }

    [Fact]
    public async Task Every_line_on_stdout_is_a_json_object()
    {
        using ServiceProcess service = await ServiceProcess.StartAsync(_folder, "api");
        await _http.GetAsync(new Uri(service.Backend!, "v1/models"), Cancelled);

        ToolResult result = await service.StopAsync();

        Assert.NotEmpty(result.JsonLines);
        Assert.All(result.JsonLines, line => Assert.Equal(JsonValueKind.Object, line.ValueKind));
    }

    [Theory, InlineData("TERM", 15), InlineData("INT", 2)]
    public async Task A_request_in_hand_is_answered_before_the_service_ends(string signal, int number)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are read from /proc.");
        Assert.SkipWhen(
            Signals.IsIgnored(number), $"SIG{signal} is ignored here, as in a background job, and so by children.");
        await IndexAsync();
        using ServiceProcess service = await ServiceProcess.StartAsync(_folder, "api");
        using TcpClient connection = new();
        await connection.ConnectAsync(service.Backend!.Host, service.Backend.Port, Cancelled);
        await using NetworkStream stream = connection.GetStream();
        byte[] body = Encoding.UTF8.GetBytes("{\"query\":\"red\"}");
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/search HTTP/1.1\r\nHost: {service.Backend.Authority}\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {body.Length}\r\nExpect: 100-continue\r\n\r\n"),
            Cancelled);
        using StreamReader reader = new(stream, Encoding.UTF8);

        // The service asks for the body: the request is in its hands.
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(Cancelled));
        service.Signal(signal);
        await WaitUntilRefusedAsync(service.Backend);
        await stream.WriteAsync(body, Cancelled);
        string answer = await reader.ReadToEndAsync(Cancelled);
        ToolResult result = await service.FinishAsync();

        Assert.Contains("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    [Fact]
    public async Task A_second_signal_ends_the_service_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with kill.");
        using ServiceProcess service = await ServiceProcess.StartAsync(_folder, "api");
        using TcpClient connection = await BeginRequestAsync(service.Backend!);

        service.Signal("TERM");
        await WaitUntilRefusedAsync(service.Backend!);
        service.Signal("TERM");
        ToolResult result = await service.FinishAsync();

        Assert.Equal(128 + 15, result.ExitCode);
    }

    [Fact]
    public async Task A_request_that_never_ends_is_broken_off_and_the_service_still_ends_with_0()
    {
        using ServiceProcess service = await ServiceProcess.StartAsync(_folder, "api");
        using TcpClient connection = await BeginRequestAsync(service.Backend!);

        ToolResult result = await service.StopAsync();

        Assert.True(result.ExitCode == 0, result.Error);
    }

    [Fact]
    public async Task Serve_runs_both_and_the_page_reaches_the_backend()
    {
        await IndexAsync();
        using ServiceProcess service = await ServiceProcess.StartAsync(_folder, "serve");

        string page = await _http.GetStringAsync(service.Frontend, Cancelled);
        JsonElement state = await _http.GetFromJsonAsync<JsonElement>(new Uri(service.Frontend!, "readyz"), Cancelled);
        ToolResult result = await service.StopAsync();

        Assert.Contains("<html", page, StringComparison.Ordinal);
        Assert.Equal("ready", state.GetProperty("backend").GetString());
        Assert.True(result.ExitCode == 0, result.Error);
    }

    [Fact]
    public async Task The_page_of_serve_relays_pictures_of_a_backend_that_asks_for_a_key()
    {
        await IndexAsync();
        JsonElement key = (await ToolProcess.RunAsync(_folder, "api-key", "--json")).Json;
        _folder.Variables["IMAGESEARCH__API__KEYHASHES"] = key.GetProperty("hash").GetString()!;
        using ServiceProcess service = await ServiceProcess.StartAsync(_folder, "serve");

        using HttpResponseMessage direct = await _http.GetAsync(
            new Uri(service.Backend!, "v1/items/1/thumbnail"), Cancelled);
        using HttpResponseMessage relayed = await _http.GetAsync(
            new Uri(service.Frontend!, "v1/items/1/thumbnail"), Cancelled);
        await service.StopAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, direct.StatusCode);
        Assert.Equal(HttpStatusCode.OK, relayed.StatusCode);
        Assert.StartsWith("image/", relayed.Content.Headers.ContentType!.MediaType!);
    }

    [Fact]
    public async Task Web_comes_up_without_its_backend()
    {
        using ServiceProcess service = await ServiceProcess.StartAsync(
            _folder, "web", "--backend", "http://127.0.0.1:1");

        string page = await _http.GetStringAsync(service.Frontend, Cancelled);
        ToolResult result = await service.StopAsync();

        Assert.Contains("<html", page, StringComparison.Ordinal);
        Assert.Null(service.Backend);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    [Theory]
    [InlineData("IMAGESEARCH__API__URL")]
    [InlineData("IMAGESEARCH__WEB__URL")]
    public async Task A_port_in_use_exits_with_3_and_names_the_port_and_the_variable(string variable)
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        _folder.Variables["IMAGESEARCH__API__URL"] = "http://127.0.0.1:0";
        _folder.Variables["IMAGESEARCH__WEB__URL"] = "http://127.0.0.1:0";
        _folder.Variables[variable] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

        ToolResult result = await ToolProcess.RunAsync(_folder, "serve");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($":{port}", result.Error, StringComparison.Ordinal);
        Assert.Contains(variable, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api", "IMAGESEARCH__API__URL", "nonsense")]
    [InlineData("api", "IMAGESEARCH__API__URL", "http://127.0.0.1:1/path")]
    [InlineData("api", "IMAGESEARCH__API__KEYHASHES", "no-hash")]
    [InlineData("serve", "IMAGESEARCH__API__UPLOADBYTES", "1")]
    [InlineData("web", "IMAGESEARCH__WEB__BACKENDURL", "nonsense")]
    [InlineData("web", "IMAGESEARCH__WEB__TIMEOUTSECONDS", "0")]
    public async Task A_wrong_setting_exits_with_2_and_names_its_variable(string command, string variable, string value)
    {
        _folder.Variables[variable] = value;

        ToolResult result = await ToolProcess.RunAsync(_folder, command);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(variable, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_on_the_command_line_exits_with_2()
    {
        ToolResult api = await ToolProcess.RunAsync(_folder, "api", "--url", "here");
        ToolResult web = await ToolProcess.RunAsync(_folder, "web", "--backend", "there");

        Assert.Equal(2, api.ExitCode);
        Assert.Contains("--url", api.Error, StringComparison.Ordinal);
        Assert.Equal(2, web.ExitCode);
        Assert.Contains("there", web.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_is_accepted_by_a_backend_that_knows_its_hash()
    {
        ToolResult made = await ToolProcess.RunAsync(_folder, "api-key");
        string[] lines = made.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("IMAGESEARCH__WEB__APIKEY=", lines[0]);
        Assert.StartsWith("IMAGESEARCH__API__KEYHASHES=", lines[1]);
        _folder.AddFile(".env", made.Out);
        using ServiceProcess service = await ServiceProcess.StartAsync(_folder, "api");
        Uri models = new(service.Backend!, "v1/models");

        using HttpResponseMessage without = await _http.GetAsync(models, Cancelled);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", lines[0].Split('=', 2)[1]);
        using HttpResponseMessage with = await _http.GetAsync(models, Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Fact]
    public async Task Health_exits_with_0_while_the_service_answers_and_with_1_after()
    {
        using ServiceProcess service = await ServiceProcess.StartAsync(_folder, "api");
        string address = new Uri(service.Backend!, "healthz").AbsoluteUri;

        ToolResult alive = await ToolProcess.RunAsync(_folder, "health", address);
        await service.StopAsync();
        ToolResult dead = await ToolProcess.RunAsync(_folder, "health", address);

        Assert.True(alive.ExitCode == 0, alive.Error);
        Assert.Equal(1, dead.ExitCode);
        Assert.Contains(address, dead.Error, StringComparison.Ordinal);
    }

    private async Task IndexAsync()
    {
        _folder.AddPictures();
        ToolResult result = await ToolProcess.RunAsync(_folder, "index", _folder.Pictures);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private Task<HttpResponseMessage> SearchAsync(Uri backend) => _http.PostAsync(
        new Uri(backend, "v1/search"),
        new StringContent("{\"query\":\"red\"}", Encoding.UTF8, "application/json"), Cancelled);

    /// <summary>Sends the head of a request whose body never comes.</summary>
    private static async Task<TcpClient> BeginRequestAsync(Uri backend)
    {
        TcpClient connection = new();
        await connection.ConnectAsync(backend.Host, backend.Port, Cancelled);
        await connection.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/search HTTP/1.1\r\nHost: {backend.Authority}\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n"),
            Cancelled);
        byte[] head = new byte["HTTP/1.1 100 Continue".Length];
        await connection.GetStream().ReadExactlyAsync(head, Cancelled);
        return connection;
    }

    /// <summary>A service that was told to stop takes no more connections.</summary>
    private static async Task WaitUntilRefusedAsync(Uri backend)
    {
        while (true)
        {
            using TcpClient probe = new();
            try
            {
                await probe.ConnectAsync(backend.Host, backend.Port, Cancelled);
            }
            catch (SocketException)
            {
                return;
            }

            await Task.Delay(10, Cancelled);
        }
    }
}
