using System.Net;
using ImageSearch.Client;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Api.Tests.Jobs;

/// <summary>Index jobs over HTTP.</summary>
public sealed class IndexJobTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_followed_to_its_end_and_its_pictures_are_found()
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        backend.Folder.AddPictures();
        File.WriteAllText(Path.Combine(backend.Folder.Pictures, "text.jpg"), "no picture");
        IndexJob started = await backend.Client.StartIndexJobAsync(new IndexJobRequest(), Cancellation);
        List<IndexJob> events = await JobBackend.FollowAsync(backend, started.Id);
        IndexJob last = events[^1];
        Assert.Equal(("completed", null, 7, 7, true), (last.State, last.Error, last.Done, last.Listed, last.IsListingComplete));
        Assert.Equal((6, 0, 0, 0, 1), (last.Indexed, last.Unchanged, last.Moved, last.Removed, last.Skipped));
        Assert.True(last.EndedAt >= last.CreatedAt);
        Assert.All(events.SkipLast(1), job => Assert.False(job.IsEnded));
        Assert.All(events, job => Assert.True(job.Done <= job.Listed));
        SearchResponse found = await backend.Client.SearchAsync(new SearchRequest { Query = "red" }, Cancellation);
        Assert.Equal("red.png", Assert.Single(found.Models).Hits[0].Name);
        Assert.Equal(last, await backend.Client.GetIndexJobAsync(started.Id, Cancellation));
    }

    [Fact]
    public async Task A_second_job_finds_what_has_changed()
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        backend.Folder.AddPictures();
        await JobBackend.RunAsync(backend, new IndexJobRequest());
        File.Delete(Path.Combine(backend.Folder.Pictures, "red.png"));
        File.Move(
            Path.Combine(backend.Folder.Pictures, "blue.png"), Path.Combine(backend.Folder.Pictures, "sea.png"));
        IndexJob last = await JobBackend.RunAsync(
            backend, new IndexJobRequest { Source = "pictures", Models = [IndexedBackend.Model] });
        Assert.Equal((0, 4, 1, 1, 0), (last.Indexed, last.Unchanged, last.Moved, last.Removed, last.Skipped));
    }

    [Fact]
    public async Task A_started_job_is_told_with_its_address()
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        using HttpResponseMessage response = await backend.Http.PostAsync("v1/index-jobs", null, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        string job = await backend.Http.GetStringAsync(response.Headers.Location, Cancellation);
        Assert.Contains("\"state\":", job);
        IndexJob listed = Assert.Single(await JobBackend.ListAsync(backend));
        Assert.Equal($"/v1/index-jobs/{listed.Id}", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("""{"source":"elsewhere"}""", "source")]
    [InlineData("""{"source":"/etc"}""", "source")]
    [InlineData("""{"source":"../pictures"}""", "source")]
    [InlineData("""{"source":""}""", "source")]
    [InlineData("""{"models":["unknown"]}""", "models")]
    [InlineData("""{"models":["../models/tiny"]}""", "models")]
    [InlineData("""{"models":[null]}""", "models")]
    [InlineData("""{"models":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"]}""", "models")]
    [InlineData("""{"models":"tiny"}""", "models")]
    [InlineData("""{"source":5}""", "source")]
    public async Task What_is_not_known_is_refused(string request, string field)
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        using HttpResponseMessage response = await backend.PostJsonAsync("v1/index-jobs", request);
        Problem problem = await backend.ReadProblemAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(field, Assert.Single(problem.Errors!).Key);
        Assert.Empty(await JobBackend.ListAsync(backend));
    }

    [Fact]
    public async Task Without_any_source_there_is_nothing_to_do()
    {
        await using RunningBackend backend = await IndexedBackend.StartReadyAsync(IndexedBackend.Folder());
        using HttpResponseMessage response = await backend.PostJsonAsync("v1/index-jobs", "{}");
        Problem problem = await backend.ReadProblemAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("IMAGESEARCH__API__SOURCES", problem.Detail);
    }

    [Theory, InlineData("v1/index-jobs/unknown"), InlineData("v1/index-jobs/unknown/events")]
    public async Task An_unknown_job_is_explained(string address)
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        using HttpResponseMessage response = await backend.Http.GetAsync(address, Cancellation);
        await backend.ReadProblemAsync(response, HttpStatusCode.NotFound);
        using HttpResponseMessage cancel = await backend.Http.PostAsync(
            "v1/index-jobs/unknown/cancel", null, Cancellation);
        await backend.ReadProblemAsync(cancel, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_job_fails_while_another_process_indexes()
    {
        await using RunningBackend backend = await JobBackend.StartAsync(waits: false);
        using FileStream held = JobBackend.HoldLibrary(backend);
        IndexJob last = await JobBackend.RunAsync(backend, new IndexJobRequest());
        Assert.Equal("failed", last.State);
        Assert.Equal(
            "The library is being indexed by another process. Wait until it is done, and start again.", last.Error);
    }

    [Fact]
    public async Task A_missing_folder_fails_the_job_but_not_the_other_sources()
    {
        await using RunningBackend backend = await JobBackend.StartAsync(more: "holiday");
        backend.Folder.AddPictures();
        IndexJob last = await JobBackend.RunAsync(backend, new IndexJobRequest());
        Assert.Equal(("failed", 6), (last.State, last.Indexed));
        Assert.Contains("source 'holiday' is missing", last.Error);
        Assert.DoesNotContain(backend.Folder.Path, last.Error);
        Assert.Contains(backend.Log.Lines, line => line.Level == LogLevel.Error && line.Exception is not null);
    }

    [Fact]
    public async Task A_running_job_is_cancelled()
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        backend.Folder.AddPictures();
        using FileStream held = JobBackend.HoldLibrary(backend);
        IndexJob job = await backend.Client.StartIndexJobAsync(new IndexJobRequest(), Cancellation);
        await JobBackend.WaitForStateAsync(backend, job.Id, "running");
        await backend.Client.CancelIndexJobAsync(job.Id, Cancellation);
        IndexJob last = (await JobBackend.FollowAsync(backend, job.Id))[^1];
        Assert.Equal(("cancelled", null, 0), (last.State, last.Error, last.Done));
        Assert.Equal(last, await backend.Client.CancelIndexJobAsync(job.Id, Cancellation));
    }

    [Fact]
    public async Task Jobs_run_one_after_the_other_and_one_that_waits_can_be_cancelled()
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        backend.Folder.AddPictures();
        FileStream held = JobBackend.HoldLibrary(backend);
        IndexJob[] jobs = new IndexJob[3];
        for (int i = 0; i < jobs.Length; i++)
        {
            jobs[i] = await backend.Client.StartIndexJobAsync(new IndexJobRequest(), Cancellation);
        }

        await JobBackend.WaitForStateAsync(backend, jobs[0].Id, "running");
        IndexJob cancelled = await backend.Client.CancelIndexJobAsync(jobs[1].Id, Cancellation);
        Assert.Equal("cancelled", cancelled.State);
        Assert.Equal(["queued", "cancelled", "running"], (await JobBackend.ListAsync(backend)).Select(j => j.State));
        await held.DisposeAsync();
        Assert.Equal(6, (await JobBackend.FollowAsync(backend, jobs[0].Id))[^1].Indexed);
        Assert.Equal(6, (await JobBackend.FollowAsync(backend, jobs[2].Id))[^1].Unchanged);
    }

    [Fact]
    public async Task A_full_queue_refuses_further_jobs()
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        using FileStream held = JobBackend.HoldLibrary(backend);
        IndexJob first = await backend.Client.StartIndexJobAsync(new IndexJobRequest(), Cancellation);
        await JobBackend.WaitForStateAsync(backend, first.Id, "running");
        for (int i = 0; i < 16; i++)
        {
            await backend.Client.StartIndexJobAsync(new IndexJobRequest(), Cancellation);
        }

        using HttpResponseMessage refused = await backend.PostJsonAsync("v1/index-jobs", "{}");
        await backend.ReadProblemAsync(refused, HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter);
        IndexJob last = (await JobBackend.ListAsync(backend))[0];
        await backend.Client.CancelIndexJobAsync(last.Id, Cancellation);
        await backend.Client.StartIndexJobAsync(new IndexJobRequest(), Cancellation);
    }

    [Fact]
    public async Task Queries_are_answered_while_a_job_indexes()
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        backend.Folder.AddPictures();
        await JobBackend.RunAsync(backend, new IndexJobRequest());
        for (int i = 0; i < 150; i++)
        {
            backend.Folder.AddNoise($"noise-{i}.jpg", 400, 300, seed: i + 1);
        }

        IndexJob job = await backend.Client.StartIndexJobAsync(new IndexJobRequest(), Cancellation);
        Task<List<IndexJob>> following = JobBackend.FollowAsync(backend, job.Id);
        int answers = 0;
        while (!following.IsCompleted)
        {
            SearchResponse found = await backend.Client.SearchAsync(
                new SearchRequest { Query = "blue" }, Cancellation);
            Assert.Equal("blue.png", Assert.Single(found.Models).Hits[0].Name);
            answers++;
        }

        IndexJob last = (await following)[^1];
        Assert.Equal(("completed", 150, 6), (last.State, last.Indexed, last.Unchanged));
        Assert.True(answers > 0);
        SearchResponse all = await backend.Client.SearchAsync(
            new SearchRequest { Query = "blue", Count = 200 }, Cancellation);
        Assert.Equal(156, Assert.Single(all.Models).Hits.Count);
    }

    [Fact]
    public async Task A_stop_ends_the_job_and_its_events()
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        FileStream held = JobBackend.HoldLibrary(backend);
        IndexJob job = await backend.Client.StartIndexJobAsync(new IndexJobRequest(), Cancellation);
        await JobBackend.WaitForStateAsync(backend, job.Id, "running");
        await using IAsyncEnumerator<IndexJob> events =
            backend.Client.FollowIndexJobAsync(job.Id, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());
        await backend.StopAsync();

        // A connection that is cut instead would be an exception here.
        while (await events.MoveNextAsync())
        {
            Assert.Contains(events.Current.State, (string[])["running", "cancelled"]);
        }

        await held.DisposeAsync();
    }

    [Fact]
    public async Task Events_are_a_stream_that_nothing_keeps()
    {
        await using RunningBackend backend = await JobBackend.StartAsync();
        IndexJob job = await JobBackend.RunAsync(backend, new IndexJobRequest());
        using HttpResponseMessage response = await backend.Http.GetAsync(
            $"v1/index-jobs/{job.Id}/events", Cancellation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.StartsWith("data: {", text);
        Assert.EndsWith("}\n\n", text);
        Assert.Contains("\"completed\"", text);
    }
}
