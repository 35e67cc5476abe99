using System.Net;

namespace ImageSearch.Api.Tests.Security;

public sealed class HostCheckTests
{
    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:8000", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:1", HttpStatusCode.OK)]
    [InlineData("[::1]:8000", HttpStatusCode.OK)]
    [InlineData("photos.example.org", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.example.org", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.168.0.1", HttpStatusCode.MisdirectedRequest)]
    public async Task On_loopback_only_this_machines_names_are_answered(string host, HttpStatusCode status)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage response = await backend.GetAsync("/healthz", ("Host", host));
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Allowed_names_are_answered_too()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(
            api => api.AllowedHosts = "photos.example.org, backend");
        using HttpResponseMessage allowed = await backend.GetAsync("/healthz", ("Host", "backend:8000"));
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        using HttpResponseMessage other = await backend.GetAsync("/healthz", ("Host", "other"));
        await other.ProblemAsync(HttpStatusCode.MisdirectedRequest);
    }

    [Fact]
    public async Task Beyond_this_machine_any_name_is_answered_unless_names_are_listed()
    {
        await using RunningBackend open = await RunningBackend.StartAsync(api => api.Url = "http://0.0.0.0:0");
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://127.0.0.1:{open.Address.Port}/healthz");
        request.Headers.Host = "photos.example.org";
        using HttpResponseMessage answered = await open.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }
}
