namespace ImageSearch.Api;

/// <summary>Builds the backend.</summary>
public static class BackendHost
{
    /// <summary>Builds the backend; it listens once it is started.</summary>
    /// <param name="settings">All options.</param>
    public static WebApplication Create(BackendSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Api.Url);
        WebApplication app = builder.Build();
        app.MapGet("/healthz", () => TypedResults.Ok());
        return app;
    }
}
