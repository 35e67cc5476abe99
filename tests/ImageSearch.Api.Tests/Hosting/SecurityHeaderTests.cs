namespace ImageSearch.Api.Tests.Hosting;

public sealed class SecurityHeaderTests
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/nowhere")]
    [InlineData("/test/failure")]
    public async Task Every_answer_has_them(string path)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using HttpResponseMessage response = await backend.GetAsync(path);
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", response.Header("Referrer-Policy"));
        Assert.Contains("frame-ancestors 'none'", response.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("camera=()", response.Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("same-origin", response.Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", response.Header("Cross-Origin-Resource-Policy"));
        Assert.Null(response.Header("Server"));
    }
}
