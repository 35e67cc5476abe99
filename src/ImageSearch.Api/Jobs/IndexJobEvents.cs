using System.Text.Json;
using ImageSearch.Client;
using Microsoft.AspNetCore.Http.Metadata;

namespace ImageSearch.Api.Jobs;

/// <summary>Answers with a job's changes as server-sent events, until it has ended or the backend stops.</summary>
/// <param name="run">The job.</param>
internal sealed class IndexJobEvents(IndexJobRun run) : IResult, IEndpointMetadataProvider
{
    // Proxies cut connections that are silent for a minute.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public static void PopulateMetadata(System.Reflection.MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(IndexJob), ["text/event-stream"]));

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";   // some proxies keep small answers back otherwise
        IHostApplicationLifetime lifetime =
            httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await foreach (IndexJob? job in run.WatchAsync(Heartbeat, end.Token))
            {
                await response.Body.WriteAsync(Format(job), end.Token);
                await response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client went away, or the backend stops: both end the stream.
        }
    }

    // A line that begins with a colon is a comment.
    private static byte[] Format(IndexJob? job) => job is null
        ? ":\n\n"u8.ToArray()
        : [.. "data: "u8, .. JsonSerializer.SerializeToUtf8Bytes(job, ContractJson.Default.IndexJob), .. "\n\n"u8];
}
