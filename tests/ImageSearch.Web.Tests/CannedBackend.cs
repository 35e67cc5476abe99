using System.Globalization;
using ImageSearch.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Web.Tests;

/// <summary>A backend with made-up answers, on a port of its own.</summary>
internal sealed class CannedBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CannedBackend(WebApplication app) => _app = app;

    public CannedAnswers Answers { get; } = new();

    public Uri Address => new(_app.Urls.First().TrimEnd('/') + "/");

    public static async Task<CannedBackend> StartAsync(string url = "http://127.0.0.1:0")
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<JsonOptions>(o => o.SerializerOptions.TypeInfoResolverChain.Insert(
            0, ContractJson.Default));
        WebApplication app = builder.Build();
        app.Urls.Add(url);
        CannedBackend backend = new(app);
        backend.Map();
        await app.StartAsync();
        return backend;
    }

    public ImageSearchClient CreateClient() => new(new HttpClient { BaseAddress = Address });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private void Map()
    {
        _app.Use(async (context, next) =>
        {
            bool isPicture = context.Request.Path.Value!.EndsWith("/thumbnail", StringComparison.Ordinal);
            if (Answers.Status is { } status && !isPicture)
            {
                if (status == 429)
                {
                    context.Response.Headers.RetryAfter = "7";
                }

                await Refuse(status, Answers.Detail).ExecuteAsync(context);
                return;
            }

            await next(context);
        });
        _app.MapGet("/v1/models", () => Answers.Models);
        _app.MapGet("/v1/library", () => new LibraryStatus(
            Answers.Indexed, Answers.Skipped.Count, [new Source("photos", Answers.Indexed > 0)], Answers.Models));
        _app.MapPost("/v1/search", async (SearchRequest request, CancellationToken cancellationToken) =>
        {
            await Answers.Gate.WaitAsync(cancellationToken);
            Answers.Requests.Add(request);
            return Answers.Search(request);
        });
        _app.MapPost("/v1/search/picture", (HttpRequest _) => Answers.Search(
            new SearchRequest { Count = 10, Models = ["resnet", "vit"] }));
        _app.MapGet("/v1/items", () => new ItemPage(Answers.Skipped, null));
        _app.MapGet("/v1/items/{id:long}", (long id) => Answers.Item(id));
        _app.MapGet("/v1/items/{id:long}/thumbnail", (long id) => id == Answers.MissingId
            ? Refuse(404, "The file of this picture is gone. Index its folder again.")
            : Results.Content(Drawing(id), "image/svg+xml"));
        _app.MapPost("/v1/index-jobs", () => CannedAnswers.Job(0));
        _app.MapGet("/v1/index-jobs/{id}", (string id) => CannedAnswers.Job(1));
        _app.MapPost("/v1/index-jobs/{id}/cancel", (string id) => CannedAnswers.Job(1) with { State = "cancelled" });
        _app.MapGet("/v1/index-jobs/{id}/events", (string id, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(Answers.FollowAsync(cancellationToken)));
    }

    private static IResult Refuse(int status, string detail) => Results.Json(
        new Problem(null, "Refused", status, detail, null, "request-1"), ContractJson.Default.Problem,
        "application/problem+json", status);

    // Two hills and a sun in colours of the id's own.
    private static string Drawing(long id) => string.Create(CultureInfo.InvariantCulture,
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="256" height="192" viewBox="0 0 256 192">
        <rect width="256" height="192" fill="hsl({id * 47 % 360} 60% 82%)"/>
        <circle cx="{60 + (id * 31 % 140)}" cy="56" r="26" fill="hsl({(id * 47) + 40 % 360} 90% 62%)"/>
        <path d="M0 150 Q70 {70 + (id * 13 % 50)} 150 150 T256 130 V192 H0Z" fill="hsl({id * 47 % 360} 40% 45%)"/>
        <path d="M0 175 Q100 120 256 170 V192 H0Z" fill="hsl({id * 47 % 360} 45% 30%)"/></svg>
        """);
}
