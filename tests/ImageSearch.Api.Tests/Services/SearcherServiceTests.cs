using System.Net;
using ImageSearch.Client;
using ImageSearch.Tests.Shared;

namespace ImageSearch.Api.Tests.Services;

public sealed class SearcherServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_damaged_library_keeps_the_backend_from_being_ready_until_it_is_repaired()
    {
        BackendFolder folder = new();
        string file = Path.Combine(Directory.CreateDirectory(folder.At("library")).FullName, "library.db");
        await File.WriteAllTextAsync(file, new string('x', 5000), Cancellation);
        await using RunningBackend backend = await RunningBackend.StartAsync(folder: folder);
        await SearchBackend.WaitUntilAsync(async () =>
        {
            using HttpResponseMessage response = await backend.Http.GetAsync("/readyz", Cancellation);
            Problem problem = await backend.ReadProblemAsync(response, HttpStatusCode.ServiceUnavailable);
            return problem.Detail!.Contains("library cannot be opened", StringComparison.Ordinal);
        });
        Assert.Contains(backend.Log.Lines, l => l.Exception?.Message.Contains(file) == true);
        using HttpResponseMessage search = await backend.PostJsonAsync("/v1/search", """{"query": "red"}""");
        await backend.ReadProblemAsync(search, HttpStatusCode.ServiceUnavailable);
        using HttpResponseMessage models = await backend.Http.GetAsync("/v1/models", Cancellation);
        await backend.ReadProblemAsync(models, HttpStatusCode.ServiceUnavailable);

        File.Delete(file);
        await backend.WaitUntilReadyAsync();
        Assert.Empty((await backend.Client.SearchAsync(new() { Query = "red" }, Cancellation)).Models);
    }

    [Fact]
    public async Task A_library_folder_that_cannot_be_made_is_told_and_ends_nothing()
    {
        BackendFolder folder = new();
        await File.WriteAllTextAsync(folder.At("library"), "a file, not a folder", Cancellation);
        await using RunningBackend backend = await RunningBackend.StartAsync(folder: folder);
        await SearchBackend.WaitUntilAsync(() => Task.FromResult(backend.Log.Lines.Any(l => l.Exception is not null)));
        using HttpResponseMessage ready = await backend.Http.GetAsync("/readyz", Cancellation);
        await backend.ReadProblemAsync(ready, HttpStatusCode.ServiceUnavailable);
        using HttpResponseMessage alive = await backend.Http.GetAsync("/healthz", Cancellation);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task An_empty_library_is_ready_says_so_and_fills_while_it_is_served()
    {
        BackendFolder folder = new();
        folder.AddModels("resnet");
        await using RunningBackend backend = await RunningBackend.StartAsync(folder: folder);
        await backend.WaitUntilReadyAsync();
        Assert.Contains("empty", await backend.Http.GetStringAsync("/readyz", Cancellation), StringComparison.Ordinal);
        Assert.Empty((await backend.Client.SearchAsync(new() { Query = "red" }, Cancellation)).Models);

        folder.AddPictures();
        await folder.IndexAsync("resnet");
        await SearchBackend.WaitUntilAsync(async () =>
            (await backend.Client.SearchAsync(new() { Query = "red" }, Cancellation)).Models is [{ Hits.Count: 6 }]);
        Assert.Equal("ready\n", await backend.Http.GetStringAsync("/readyz", Cancellation));
    }

    [Fact]
    public async Task A_new_version_of_a_model_takes_over_while_no_request_fails()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<int>[] askers = [.. Enumerable.Range(0, 3).Select(_ => AskAsync(backend, done.Token))];

        TinyModel.Create(backend.Folder.At("models"), "resnet", dimension: 16, seed: 9);
        await backend.Folder.IndexAsync("resnet");
        await SearchBackend.WaitUntilAsync(async () =>
            (await backend.Client.ListModelsAsync(Cancellation)) is [{ State: "ready", Dimension: 16 }]);
        SearchResponse response = await backend.Client.SearchAsync(new() { Query = "red" }, Cancellation);
        Assert.Equal("red.png", response.Models[0].Hits[0].Name);
        await done.CancelAsync();
        Assert.All(await Task.WhenAll(askers), count => Assert.True(count > 0));
    }

    /// <summary>Searches until it is told to end; every answer must be whole.</summary>
    private static async Task<int> AskAsync(RunningBackend backend, CancellationToken done)
    {
        int count = 0;
        for (; !done.IsCancellationRequested || count == 0; count++)
        {
            SearchResponse response = await backend.Client.SearchAsync(new() { Query = "the red car" }, Cancellation);
            ModelResult model = Assert.Single(response.Models);
            Assert.Null(model.Error);
            Assert.Null(model.Warning);
            Assert.Equal(6, model.Hits.Count);
        }

        return count;
    }
}
