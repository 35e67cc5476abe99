using System.Net;
using System.Text;
using System.Text.Json;
using ImageSearch.Client;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Sources;

namespace ImageSearch.Api.Tests;

/// <summary>Backends that can be searched: pictures of six colours, indexed with tiny models.</summary>
internal static class SearchBackend
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Indexes the six colours with the models, starts a backend, and waits until it is ready.</summary>
    public static async Task<RunningBackend> StartAsync(
        string[] models, Action<ApiOptions>? change = null, Action<BackendFolder>? prepare = null,
        DecodeLimits? decoding = null)
    {
        BackendFolder folder = new();
        folder.AddModels(models);
        folder.AddPictures();
        if (models.Length > 0)
        {
            await folder.IndexAsync(models);
        }

        prepare?.Invoke(folder);
        RunningBackend backend = await RunningBackend.StartAsync(change, folder, decoding: decoding);
        await backend.WaitUntilReadyAsync();
        return backend;
    }

    /// <summary>Brings the library up to date with the folder's pictures.</summary>
    public static Task IndexAsync(this BackendFolder folder, params string[] models) =>
        folder.IndexAsync(folder.Pictures, models);

    /// <summary>Brings the library up to date with any folder.</summary>
    public static async Task IndexAsync(this BackendFolder folder, string source, string[] models)
    {
        using Library library = Library.Open(folder.At("library"));
        ModelCatalog catalog = new(new ModelCatalogOptions { Path = folder.At("models") });
        IEmbedder[] embedders = [.. models.Select(m => catalog.Open(m))];
        ImageIndexer indexer = new(library, new ImageDecoder(), embedders);
        await indexer.RunAsync(
            new FolderSource(new FolderSourceOptions { Folder = source }), null, Cancellation);
        Array.ForEach(embedders, e => e.Dispose());
    }

    /// <summary>Waits for <c>/readyz</c> to say so.</summary>
    public static Task WaitUntilReadyAsync(this RunningBackend backend) => WaitUntilAsync(async () =>
    {
        using HttpResponseMessage response = await backend.Http.GetAsync("/readyz", Cancellation);
        return response.IsSuccessStatusCode;
    });

    /// <summary>Waits for something that will happen; for a minute, which is an age for all that is waited for.</summary>
    public static async Task WaitUntilAsync(Func<Task<bool>> happened)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await happened())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Posts a text as JSON.</summary>
    public static Task<HttpResponseMessage> PostJsonAsync(this RunningBackend backend, string path, string json) =>
        backend.Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Cancellation);

    /// <summary>The answer is a problem of this status, and names nothing of this machine; returns it.</summary>
    public static async Task<Problem> ReadProblemAsync(
        this RunningBackend backend, HttpResponseMessage response, HttpStatusCode status)
    {
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(status == response.StatusCode, text);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(backend.Folder.Path, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Problem problem = JsonSerializer.Deserialize(text, ContractJson.Default.Problem)!;
        Assert.NotEmpty(problem.Detail!);
        return problem;
    }

    /// <summary>Reads an answer that was not refused.</summary>
    public static async Task<SearchResponse> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize(text, ContractJson.Default.SearchResponse)!;
    }

    /// <summary>Waits until every model that answers sees this many pictures.</summary>
    public static Task WaitForVectorsAsync(this RunningBackend backend, long count) => WaitUntilAsync(async () =>
        (await backend.Client.ListModelsAsync(Cancellation)).All(m => m.Vectors is null || m.Vectors == count));
}
