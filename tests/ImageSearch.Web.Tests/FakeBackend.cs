using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Web.Tests;

/// <summary>A server in the backend's place: answers as the test says, and keeps what it was asked.</summary>
internal sealed class FakeBackend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];

    private FakeBackend(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(context =>
        {
            _requests.Enqueue(new ReceivedRequest(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString,
                context.Request.Headers.ToDictionary(
                    h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            return answer(context);
        });
    }

    public string Address => _app.Urls.First();

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public static async Task<FakeBackend> StartAsync(RequestDelegate answer)
    {
        FakeBackend backend = new(answer);
        await backend._app.StartAsync();
        return backend;
    }

    /// <summary>Answers with <paramref name="bytes"/>, as a file: with ranges and an ETag.</summary>
    public static Task<FakeBackend> StartWithPictureAsync(byte[] bytes) => StartAsync(context =>
        TypedResults.Bytes(
            bytes,
            "image/png",
            enableRangeProcessing: true,
            entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue("\"picture-1\"")).ExecuteAsync(context));

    /// <summary>Answers with a body of a type.</summary>
    public static Task<FakeBackend> StartWithTextAsync(int status, string contentType, string body) =>
        StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync(body);
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>What a backend was asked.</summary>
internal sealed record ReceivedRequest(string Method, string Address, IReadOnlyDictionary<string, string> Headers);
