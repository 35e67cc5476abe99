using System.ComponentModel;
using ImageSearch.Api.Jobs;
using ImageSearch.Api.Problems;
using ImageSearch.Api.Services;
using ImageSearch.Api.Serving;
using ImageSearch.Client;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageSearch.Api.Endpoints;

/// <summary><c>/v1/index-jobs</c>.</summary>
internal static class IndexJobEndpoints
{
    private const string Unknown =
        "There is no index job with this id. It was forgotten, or the backend was started anew.";

    /// <summary>Registers what these endpoints need.</summary>
    public static void Add(IServiceCollection services, BackendSettings settings)
    {
        services.AddSingleton<IndexJobs>();
        services.AddSingleton<IndexJobRequests>();
        services.AddHostedService<IndexJobService>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder jobs = routes.MapGroup("/v1/index-jobs").WithTags("Index jobs").RequireReady();
        jobs.MapPost("", StartAsync).WithName("StartIndexJob")
            .WithSummary("Begins to bring the library up to date.")
            .WithDescription("Jobs run one after the other. Sources are those of `GET /v1/library`, by name.")
            .Accepts<IndexJobRequest>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        jobs.MapGet("", (IndexJobs all) => TypedResults.Ok(all.List())).WithName("ListIndexJobs")
            .WithSummary("The jobs that wait, run, or ended lately, the newest first.");
        jobs.MapGet("/{id}", Get).WithName("GetIndexJob")
            .WithSummary("How far a job is.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapGet("/{id}/events", GetEvents).WithName("FollowIndexJob")
            .WithSummary("A job's changes as server-sent events.")
            .WithDescription("The first event comes at once; the stream ends after the one that has ended.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapPost("/{id}/cancel", Cancel).WithName("CancelIndexJob")
            .WithSummary("Ends a job; what it has done stays.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Accepted<IndexJob>, ProblemHttpResult>> StartAsync(
        HttpRequest http, IndexJobs jobs, IndexJobRequests requests, CancellationToken cancellationToken)
    {
        (IndexJobRequest? request, ProblemHttpResult? refusal) = await ReadAsync(http, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        Dictionary<string, string[]> errors = Validation.Check(request!);
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        IReadOnlyList<PictureSource> sources = requests.FindSources(request!);
        IReadOnlyList<string> models = requests.FindModels(request!, out string? unknown);
        if (sources.Count == 0)
        {
            return Refusal.Invalid("source", request!.Source is { } name
                ? $"There is no source '{name}'. GET /v1/library names them."
                : "There is no source: nothing was indexed yet, and no folder is allowed (IMAGESEARCH__API__SOURCES).");
        }

        if (unknown is not null || models.Count == 0)
        {
            return Refusal.Invalid("models", unknown is null
                ? "No model is installed. Put one into the folder that IMAGESEARCH__MODELS__PATH names."
                : $"There is no model '{unknown}'. GET /v1/models names them.");
        }

        return jobs.Add(sources, models) is { } job
            ? TypedResults.Accepted($"/v1/index-jobs/{job.Id}", job)
            : TooMany(http.HttpContext);
    }

    private static Results<Ok<IndexJob>, ProblemHttpResult> Get(
        [Description("Id of the job.")] string id, IndexJobs jobs) =>
        jobs.Find(id) is { } run ? TypedResults.Ok(run.Current) : Refusal.NotFound(Unknown);

    private static Results<IndexJobEvents, ProblemHttpResult> GetEvents(
        [Description("Id of the job.")] string id, IndexJobs jobs) =>
        jobs.Find(id) is { } run ? new IndexJobEvents(run) : Refusal.NotFound(Unknown);

    private static Results<Ok<IndexJob>, ProblemHttpResult> Cancel(
        [Description("Id of the job.")] string id, IndexJobs jobs)
    {
        if (jobs.Find(id) is not { } run)
        {
            return Refusal.NotFound(Unknown);
        }

        run.Cancel();
        return TypedResults.Ok(run.Current);
    }

    // No body at all means everything, as an empty object does.
    private static async Task<(IndexJobRequest? Request, ProblemHttpResult? Refusal)> ReadAsync(
        HttpRequest http, CancellationToken cancellationToken) =>
        http.ContentLength is null or 0 && http.ContentType is null
            ? (new IndexJobRequest(), null)
            : await RequestJson.ReadAsync<IndexJobRequest>(http, cancellationToken);

    private static ProblemHttpResult TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        return TypedResults.Problem(
            $"{IndexJobs.MaximumQueued} index jobs wait already. Try again when one has ended, or cancel one.",
            statusCode: StatusCodes.Status429TooManyRequests);
    }
}
