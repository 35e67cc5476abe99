using ImageSearch.Api.Endpoints;
using ImageSearch.Api.Security;
using ImageSearch.Api.Services;
using ImageSearch.Hosting;
using Microsoft.Extensions.Options;

namespace ImageSearch.Api;

/// <summary>Builds the backend.</summary>
public static class BackendHost
{
    // Where nothing else is said: what is sent is a query, not a book.
    private const long BodyBytes = 64 << 10;

    /// <summary>Builds the backend; it listens once it is started.</summary>
    /// <param name="settings">All options.</param>
    /// <exception cref="OptionsValidationException">Of <see cref="BackendSettings.Api"/>.</exception>
    public static WebApplication Create(BackendSettings settings) => Create(settings, _ => { }, _ => { });

    /// <summary>Builds a backend with changed services and further endpoints, for tests.</summary>
    internal static WebApplication Create(
        BackendSettings settings, Action<WebApplicationBuilder> change, Action<IEndpointRouteBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (new ApiOptionsValidator().Validate(null, settings.Api) is { Failed: true } invalid)
        {
            throw new OptionsValidationException(nameof(ApiOptions), typeof(ApiOptions), invalid.Failures);
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(BackendHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
            // Nothing is read from files that may change, and each watcher counts against the user's limit.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.WebHost.UseUrls(settings.Api.Url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = BodyBytes);
        builder.AddServiceHosting(BackendDescription.Create(settings));
        builder.Services.AddBackend(settings);
        change(builder);
        WebApplication app = builder.Build();
        app.UseServiceHosting();
        app.UseSecurity(settings.Api);
        app.MapServiceEndpoints();
        app.MapDocumentation();
        app.MapBackend();
        map(app);
        return app;
    }
}
