namespace ImageSearch.Api.Endpoints;

/// <summary>Pictures and thumbnails of <c>/v1/items/{id}</c>.</summary>
internal static class PictureEndpoints
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
