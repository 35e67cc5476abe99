namespace ImageSearch.Api.Endpoints;

/// <summary><c>GET /</c> and <c>POST /search</c>, the original's contract.</summary>
internal static class LegacyEndpoints
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
