namespace ImageSearch.Api.Endpoints;

/// <summary>Maps every resource.</summary>
internal static class BackendEndpoints
{
    /// <summary>Maps every resource; each has a file of its own.</summary>
    public static void MapBackend(this IEndpointRouteBuilder routes)
    {
        StatusEndpoints.Map(routes);
        SearchEndpoints.Map(routes);
        LegacyEndpoints.Map(routes);
        ModelEndpoints.Map(routes);
        LibraryEndpoints.Map(routes);
        ItemEndpoints.Map(routes);
        PictureEndpoints.Map(routes);
        IndexJobEndpoints.Map(routes);
    }
}
