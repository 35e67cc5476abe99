using System.Diagnostics;
using System.Net;
using System.Text;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests.Endpoints;

public sealed class SearchEndpointsTests
{
    private static readonly string[] Both = ["resnet", "vit"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_models_answer_in_the_order_of_the_shipped_ones_then_by_name()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["vit", "able", "resnet", "zoo"]);
        SearchResponse response = await backend.Client.SearchAsync(new() { Query = "red", Count = 4 }, Cancellation);
        Assert.Equal(["resnet", "vit", "able", "zoo"], response.Models.Select(m => m.Model));
        Assert.All(response.Models, model =>
        {
            Assert.Null(model.Error);
            Assert.Null(model.Warning);
            Assert.NotNull(model.NextCursor);
            Assert.Equal([1, 2, 3, 4], model.Hits.Select(h => h.Rank));
            Assert.Equal(("red.png", "red.png"), (model.Hits[0].Name, model.Hits[0].Path));
            Assert.Equal((40, 30), (model.Hits[0].Width, model.Hits[0].Height));
            Assert.InRange(model.Timings.TotalMs, 0, response.TotalMs);
        });
        Assert.Equal(6, response.Agreement.Count);
        Assert.Equal(("resnet", "vit", 4), response.Agreement.Select(a => (a.First, a.Second, a.Count)).First());
        Assert.All(response.Agreement, a => Assert.Equal(a.Shared / 4.0, a.Overlap));
    }

    [Fact]
    public async Task Models_answer_in_the_order_asked_each_once()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(Both);
        SearchResponse response = await backend.Client.SearchAsync(
            new() { Query = "red", Models = ["vit", "resnet", "vit"] }, Cancellation);
        Assert.Equal(["vit", "resnet"], response.Models.Select(m => m.Model));
        Assert.All(response.Models, m => Assert.Equal(6, m.Hits.Count));
    }

    [Fact]
    public async Task Pages_by_cursor_are_the_one_long_page()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(
            Both, prepare: f => f.AddPicture("deep/er/red.png", "red", 20, 20));
        await backend.Folder.IndexAsync(Both);
        await backend.WaitForVectorsAsync(7);
        SearchRequest request = new() { Query = "the red car", Not = "blue", Models = ["vit"], Count = 7 };
        ModelResult whole = Assert.Single((await backend.Client.SearchAsync(request, Cancellation)).Models);
        Assert.Equal(7, whole.Hits.Count);
        Assert.Contains(whole.Hits, h => h is { Path: "deep/er/red.png", Name: "red.png" });
        Assert.Null(whole.NextCursor);

        List<Hit> paged = [];
        string? cursor = null;
        do
        {
            SearchResponse page = await backend.Client.SearchAsync(
                request with { Count = 2, Cursor = cursor }, Cancellation);
            paged.AddRange(Assert.Single(page.Models).Hits);
            Assert.Empty(page.Agreement);
            cursor = page.Models[0].NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(whole.Hits.Select(h => (h.Rank, h.Id, h.Path)), paged.Select(h => (h.Rank, h.Id, h.Path)));
    }

    [Fact]
    public async Task Words_to_leave_out_push_such_pictures_down()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        SearchRequest request = new() { Query = "red", Count = 6 };
        double with = Similarity(await backend.Client.SearchAsync(request, Cancellation), "yellow.png");
        double without = Similarity(
            await backend.Client.SearchAsync(request with { Not = "yellow", NotWeight = 0.9 }, Cancellation),
            "yellow.png");
        Assert.True(without < with - 0.1, $"{without} is not far below {with}.");
    }

    [Fact]
    public async Task The_weight_is_one_half_when_it_is_left_out()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        using HttpResponseMessage response = await backend.PostJsonAsync(
            "/v1/search", """{"query": "red", "not": "yellow"}""");
        SearchResponse plain = await SearchBackend.ReadAsync(response);
        SearchResponse half = await backend.Client.SearchAsync(
            new() { Query = "red", Not = "yellow", NotWeight = 0.5 }, Cancellation);
        Assert.Equal(half.Models[0].Hits, plain.Models[0].Hits);
    }

    [Fact]
    public async Task A_filter_leaves_out_what_does_not_pass()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        Assert.Equal(["blue.png", "black.png"], await NamesAsync(new SearchFilter { Path = "bl*.png" }));
        Assert.Equal(["red.png"], await NamesAsync(new SearchFilter { Path = "/red.png" }));
        Assert.Empty(await NamesAsync(new SearchFilter { SizeFrom = 1 << 30 }));
        Assert.Equal(6, (await NamesAsync(new SearchFilter { SizeTo = 1 << 30 })).Length);
        Assert.Empty(await NamesAsync(new SearchFilter { ModifiedTo = DateTimeOffset.UnixEpoch }));

        async Task<string[]> NamesAsync(SearchFilter filter)
        {
            SearchResponse response = await backend.Client.SearchAsync(
                new() { Query = "blue", Filter = filter }, Cancellation);
            return [.. response.Models[0].Hits.Select(h => h.Name)];
        }
    }

    [Fact]
    public async Task A_filter_does_not_tell_where_the_sources_lie()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        string[] probes =
        [
            backend.Folder.Pictures + "/*", backend.Folder.Pictures + "*", "*/pictures/*", "pictures/*", "*imagesearch*",
            backend.Folder.Pictures + "/red.png",
        ];
        foreach (string path in probes)
        {
            SearchResponse response = await backend.Client.SearchAsync(
                new() { Query = "red", Filter = new SearchFilter { Path = path } }, Cancellation);
            Assert.Empty(response.Models[0].Hits);
        }
    }

    [Fact]
    public async Task Pictures_similar_to_one_of_the_library_leave_that_one_out()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(
            Both, prepare: f => f.AddPicture("red2.png", "red", 50, 50));
        await backend.Folder.IndexAsync(Both);
        await backend.WaitForVectorsAsync(7);
        long red = backend.IdOf("red.png");
        SearchResponse response = await backend.Client.SearchAsync(new() { SimilarTo = red }, Cancellation);
        Assert.All(response.Models, model =>
        {
            Assert.Equal("red2.png", model.Hits[0].Name);
            Assert.Equal(6, model.Hits.Count);
            Assert.DoesNotContain(model.Hits, h => h.Id == red);
        });
    }

    [Theory]
    [InlineData(999_999)]
    [InlineData(-1)]
    public async Task Pictures_similar_to_one_that_is_unknown_are_404(long id)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        ImageSearchException refused = await Assert.ThrowsAsync<ImageSearchException>(
            () => backend.Client.SearchAsync(new() { SimilarTo = id }, Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
    }

    [Fact]
    public async Task A_path_as_query_is_just_words()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        SearchResponse response = await backend.Client.SearchAsync(
            new() { Query = "../../etc/passwd \u0000 <script>\r\n" }, Cancellation);
        Assert.Equal(6, response.Models[0].Hits.Count);
    }

    [Fact]
    public async Task A_model_that_is_broken_says_so_while_the_others_answer()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(
            ["resnet", "vit", "zoo"], prepare: f => File.Delete(f.At("models", "vit", "text.onnx")));
        SearchResponse response = await backend.Client.SearchAsync(new() { Query = "red" }, Cancellation);
        Assert.Equal(["resnet", "vit", "zoo"], response.Models.Select(m => m.Model));
        Assert.Equal([6, 0, 6], response.Models.Select(m => m.Hits.Count));
        string error = response.Models[1].Error!;
        Assert.Contains("'vit'", error, StringComparison.Ordinal);
        Assert.DoesNotContain(backend.Folder.Path, error, StringComparison.Ordinal);
        Assert.DoesNotContain("onnx", error, StringComparison.Ordinal);
        Assert.Equal(("resnet", "zoo"), Assert.Single(response.Agreement.Select(a => (a.First, a.Second))));
        Assert.Contains(backend.Log.Lines, l => l.Exception?.ToString().Contains("text.onnx") == true);
    }

    [Fact]
    public async Task A_model_that_is_installed_but_not_indexed_answers_with_a_warning()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        backend.Folder.AddModels("resnet", "vit");
        SearchResponse response = await backend.Client.SearchAsync(
            new() { Query = "red", Models = ["vit"] }, Cancellation);
        ModelResult vit = Assert.Single(response.Models);
        Assert.Empty(vit.Hits);
        Assert.Contains("no vectors", vit.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queries_are_not_logged_above_trace()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(Both);
        await backend.Client.SearchAsync(new() { Query = "secretive words", Not = "tacit ones" }, Cancellation);
        using HttpResponseMessage _ = await backend.PostJsonAsync("/search", """{"query": "secretive words"}""");
        Assert.Contains(backend.Log.Lines, l => l.Message.Contains("secretive", StringComparison.Ordinal));
        Assert.DoesNotContain(backend.Log.AboveTrace, l =>
            l.Text.Contains("secretive", StringComparison.Ordinal)
            || l.Text.Contains("tacit", StringComparison.Ordinal)
            || l.Text.Contains("red.png", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_requests_span_tells_how_many_models_and_hits_and_no_words()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(Both);
        ActivityTraceId trace = ActivityTraceId.CreateRandom();
        TaskCompletionSource<Activity> stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    stopped.TrySetResult(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/search")
        {
            Content = new StringContent("""{"query": "secretive words"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using HttpResponseMessage response = await backend.Http.SendAsync(request, Cancellation);
        Activity span = await stopped.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.Equal(2, span.GetTagItem("imagesearch.models"));
        Assert.Equal(12, span.GetTagItem("imagesearch.hits"));
        Assert.DoesNotContain(span.TagObjects, t => t.Value?.ToString()?.Contains("secretive") == true);
    }

    private static double Similarity(SearchResponse response, string name) =>
        response.Models[0].Hits.Single(h => h.Name == name).Similarity;
}
