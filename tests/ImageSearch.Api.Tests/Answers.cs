using System.Net;
using System.Net.Http.Json;
using System.Text;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests;

/// <summary>What tests ask of answers.</summary>
internal static class Answers
{
    /// <summary>The answer is a problem of this status; returns it.</summary>
    public static async Task<Problem> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Problem? problem = await response.Content.ReadFromJsonAsync(
            ContractJson.Default.Problem, TestContext.Current.CancellationToken);
        Assert.NotNull(problem);
        Assert.Equal((int)status, problem.Status);
        Assert.False(string.IsNullOrEmpty(problem.Title));
        Assert.False(string.IsNullOrEmpty(problem.Detail));
        Assert.Equal(response.Header("X-Request-Id"), problem.RequestId);
        return problem;
    }

    /// <summary>A header's value; null when there is none.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;

    /// <summary>Sends a request with further headers.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        this RunningBackend backend, HttpMethod method, string path, HttpContent? content = null,
        params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(method, path) { Content = content };
        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return backend.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> GetAsync(
        this RunningBackend backend, string path, params (string Name, string Value)[] headers) =>
        backend.SendAsync(HttpMethod.Get, path, null, headers);

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
