using System.Net;

namespace ImageSearch.Api.Tests.Hosting;

public sealed class RequestIdentityTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("0f1e.A_b-7")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task A_plain_id_of_the_client_comes_back(string id)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage response = await backend.GetAsync("/healthz", ("X-Request-Id", id));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(id, response.Header("X-Request-Id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("<script>")]
    [InlineData("a\"b")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task Any_other_id_is_replaced(string id)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage response = await backend.GetAsync("/healthz", ("X-Request-Id", id));
        string? given = response.Header("X-Request-Id");
        Assert.NotEqual(id, given);
        Assert.Matches("^[0-9a-f]{32}$", given);
    }

    [Fact]
    public async Task The_trace_of_the_client_goes_on()
    {
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using HttpResponseMessage response = await backend.GetAsync(
            "/test/trace", ("traceparent", $"00-{TraceId}-b7ad6b7169203331-01"));
        Assert.Equal(TraceId, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Problems_name_the_request_too()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage response = await backend.GetAsync("/nowhere", ("X-Request-Id", "mine"));
        Assert.Equal("mine", (await response.ProblemAsync(HttpStatusCode.NotFound)).RequestId);
    }
}
