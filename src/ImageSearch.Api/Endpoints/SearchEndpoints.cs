namespace ImageSearch.Api.Endpoints;

/// <summary><c>POST /v1/search</c> and <c>POST /v1/search/picture</c>.</summary>
internal static class SearchEndpoints
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
