using ImageSearch.Client;
using ImageSearch.Web.Components;
using Microsoft.Extensions.FileProviders;
using MudBlazor.Services;

namespace ImageSearch.Web;

/// <summary>Builds the frontend.</summary>
public static class FrontendHost
{
    /// <summary>Builds the frontend; it listens once it is started.</summary>
    /// <param name="options">Addresses and the key for the backend.</param>
    /// <param name="logLevel">The least severe level that is logged.</param>
    public static WebApplication Create(WebOptions options, LogLevel logLevel = LogLevel.Information)
    {
        ArgumentNullException.ThrowIfNull(options);
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(FrontendHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls(options.Url);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices();
        builder.Services.AddHttpClient<ImageSearchClient>(http =>
        {
            http.BaseAddress = new Uri(options.BackendUrl.TrimEnd('/') + "/");
            http.Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        });
        WebApplication app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
        });
        app.UseAntiforgery();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
