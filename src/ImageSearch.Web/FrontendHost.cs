using System.Net.Http.Headers;
using ImageSearch.Web.Components;
using ImageSearch.Web.Relaying;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using Yarp.ReverseProxy.Forwarder;

namespace ImageSearch.Web;

/// <summary>Builds the frontend.</summary>
public static class FrontendHost
{
    /// <summary>Builds the frontend; it listens once it is started.</summary>
    /// <param name="options">Addresses and the key for the backend.</param>
    /// <param name="logLevel">The least severe level that is logged.</param>
    /// <exception cref="OptionsValidationException"><paramref name="options"/> cannot work.</exception>
    public static WebApplication Create(WebOptions options, LogLevel logLevel = LogLevel.Information)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new WebOptionsValidator().Validate(null, options) is { Failed: true } invalid)
        {
            throw new OptionsValidationException(nameof(WebOptions), typeof(WebOptions), invalid.Failures);
        }

        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(FrontendHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
            // Nothing is read from files that may change, and each watcher counts against the user's limit.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.WebHost.UseUrls(options.Url);
        builder.Logging.SetMinimumLevel(logLevel);
        AddPages(builder.Services);
        AddBackend(builder.Services, options);
        WebApplication app = builder.Build();
        Use(app, options);
        return app;
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DetailedErrors = false;
            // A page that lost its connection finds its circuit again for three minutes; beyond fifty, the oldest goes.
            circuits.DisconnectedCircuitMaxRetained = 50;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        });
        services.AddMudServices();
        StaticFiles.Add(services);

        // Keys protect the state of open pages only, which ends with the process: they need no folder, and none is
        // there in a container.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }

    private static void AddBackend(IServiceCollection services, WebOptions options)
    {
        AuthenticationHeaderValue? key = BackendKey.Read(options);
        BackendConnection.Add(services, options, key);
        services.AddHttpForwarder();
        services.AddSingleton(provider =>
            new PictureRelay(provider.GetRequiredService<IHttpForwarder>(), options, key));
    }

    private static void Use(WebApplication app, WebOptions options)
    {
        app.UseForwardedHeaders(TrustedProxies.Read(options.TrustedProxies));
        app.UseResponseCompression();
        StaticFiles.Use(app);
        app.UseAntiforgery();
        Readiness.Map(app);
        PictureRelay.Map(app);

        // The policy of who may frame the page comes with the other security headers, not twice.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(
            pages => pages.ContentSecurityFrameAncestorsPolicy = null);
    }
}
