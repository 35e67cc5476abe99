using System.Net.Http.Json;
using ImageSearch.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ImageSearch.Api.Tests.Jobs;

/// <summary>Backends that may index a folder.</summary>
internal static class JobBackend
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts a backend whose library is empty, and that may index the folder's pictures.</summary>
    /// <param name="waits">Whether jobs wait for another process that indexes, instead of failing.</param>
    /// <param name="more">Another source: a folder that is missing.</param>
    public static async Task<RunningBackend> StartAsync(bool waits = true, string? more = null)
    {
        BackendFolder folder = IndexedBackend.Folder();
        string sources = more is null ? folder.Pictures : $"{folder.At(more)},{folder.Pictures}";
        RunningBackend backend = await IndexedBackend.StartReadyAsync(folder, options => options.Sources = sources);
        backend.Services.GetRequiredService<BackendSettings>().Index.WaitForLock = waits;
        return backend;
    }

    /// <summary>Holds the library as another process that indexes does, until it is disposed.</summary>
    public static FileStream HoldLibrary(RunningBackend backend) => new(
        backend.Folder.At("library", "index.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Starts a job and waits for its end.</summary>
    public static async Task<IndexJob> RunAsync(RunningBackend backend, IndexJobRequest request)
    {
        IndexJob job = await backend.Client.StartIndexJobAsync(request, Cancellation);
        return (await FollowAsync(backend, job.Id))[^1];
    }

    /// <summary>All events of a job.</summary>
    public static async Task<List<IndexJob>> FollowAsync(RunningBackend backend, string id)
    {
        List<IndexJob> events = [];
        await foreach (IndexJob job in backend.Client.FollowIndexJobAsync(id, Cancellation))
        {
            events.Add(job);
        }

        return events;
    }

    public static Task WaitForStateAsync(RunningBackend backend, string id, string state) =>
        SearchBackend.WaitUntilAsync(async () =>
            (await backend.Client.GetIndexJobAsync(id, Cancellation)).State == state);

    public static async Task<IReadOnlyList<IndexJob>> ListAsync(RunningBackend backend) =>
        (await backend.Http.GetFromJsonAsync(
            "v1/index-jobs", ContractJson.Default.IReadOnlyListIndexJob, Cancellation))!;
}
