using ImageSearch.Api.Problems;

namespace ImageSearch.Api.Services;

/// <summary>Keeps requests away from endpoints that need the library, until it is there.</summary>
internal static class ReadinessGate
{
    /// <summary>The endpoint answers 503 until the backend is ready. Before that nothing of it is resolved, so that its
    /// handler may ask for the library as if it were always there.</summary>
    public static TBuilder RequireReady<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Finally(endpoint =>
        {
            RequestDelegate answer = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
                context.RequestServices.GetRequiredService<Readiness>().Problem is { } problem
                    ? Refusal.NotReady(problem).ExecuteAsync(context)
                    : answer(context);
        });
        return endpoints;
    }
}
