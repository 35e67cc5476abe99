using ImageSearch.Hosting;

namespace ImageSearch.Api.Services;

/// <summary>What the backend says of itself.</summary>
internal static class BackendDescription
{
    // The backend answers with data. Whoever opens an answer as a page must not get a page that does anything.
    private const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static ServiceDescription Create(BackendSettings settings) =>
        new("imagesearch-api", settings.LogLevel, ContentSecurityPolicy)
        {
            Sources = [LibraryTelemetry.Name],
            Meters = [LibraryTelemetry.Name],
        };
}
