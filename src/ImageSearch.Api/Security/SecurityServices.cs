using System.Globalization;
using System.Threading.RateLimiting;
using ImageSearch.Hosting;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;

namespace ImageSearch.Api.Security;

/// <summary>Who may call the backend, from where, and how often.</summary>
internal static class SecurityServices
{
    private const int SegmentsPerMinute = 6;

    public static void AddSecurity(this IServiceCollection services, ApiOptions options)
    {
        services.AddCors(cors => cors.AddDefaultPolicy(policy => Allow(policy, options)));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                context => Partition(context, options.RequestsPerMinute));
            limiter.OnRejected = RefuseAsync;
        });
    }

    /// <summary>Adds the checks to the pipeline, the cheapest first.</summary>
    public static void UseSecurity(this WebApplication app, ApiOptions options)
    {
        app.UseHostCheck(options.Url, options.AllowedHosts);
        app.UseCors();
        app.UseMiddleware<CrossSiteCheck>();
        app.UseMiddleware<ApiKeyCheck>();
        app.UseRateLimiter();
    }

    private static void Allow(CorsPolicyBuilder policy, ApiOptions options)
    {
        IReadOnlyList<string> origins = Origins.Parse(options.CorsOrigins);
        policy.WithMethods(HttpMethods.Get, HttpMethods.Post)
            .AllowAnyHeader()
            .WithExposedHeaders("X-Request-Id", "Retry-After", "ETag", "Location");
        _ = origins.Contains(Origins.All) ? policy.AllowAnyOrigin() : policy.WithOrigins([.. origins]);
        if (options.CorsCredentials)
        {
            policy.AllowCredentials();
        }
    }

    private static RateLimitPartition<string> Partition(HttpContext context, int requestsPerMinute) =>
        requestsPerMinute == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(
                ApiKeyCheck.NameCaller(context),
                _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = requestsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                    SegmentsPerWindow = SegmentsPerMinute,
                    QueueLimit = 0,
                });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        TimeSpan wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after)
            ? after
            : TimeSpan.FromSeconds(60.0 / SegmentsPerMinute);
        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem(
            $"There were too many requests within a minute. Try again in {seconds} seconds.",
            statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
    }
}
