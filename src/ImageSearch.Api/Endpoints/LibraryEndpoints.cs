namespace ImageSearch.Api.Endpoints;

/// <summary><c>/v1/library</c>.</summary>
internal static class LibraryEndpoints
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
