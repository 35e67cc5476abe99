namespace ImageSearch.Api.Endpoints;

/// <summary><c>/v1/index-jobs</c>.</summary>
internal static class IndexJobEndpoints
{
    /// <summary>Registers what these endpoints need.</summary>
    public static void Add(IServiceCollection services, BackendSettings settings)
    {
    }

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
    }
}
