namespace ImageSearch.Api.Endpoints;

/// <summary><c>/v1/items</c>.</summary>
internal static class ItemEndpoints
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
