namespace ImageSearch.Api.Endpoints;

/// <summary><c>/v1/models</c>.</summary>
internal static class ModelEndpoints
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
