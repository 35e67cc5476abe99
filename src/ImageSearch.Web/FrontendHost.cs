using System.Net.Http.Headers;
using ImageSearch.Hosting;
using ImageSearch.Web.Components;
using ImageSearch.Web.Relaying;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace ImageSearch.Web;

/// <summary>Builds the frontend.</summary>
public static class FrontendHost
{
    // 'self' includes the circuit's websocket. MudBlazor writes sizes and places into style attributes; pasted pictures
    // are shown from blob: and data: addresses.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "connect-src 'self'; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        + "frame-ancestors 'none'";

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
        builder.AddServiceHosting(new ServiceDescription("imagesearch-web", logLevel, ContentSecurityPolicy));
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
        services.AddWebPages();
        StaticFiles.Add(services);
        services.Configure<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = new MemoryKeys();
            keys.XmlEncryptor = new NullXmlEncryptor();
        });
        services.AddScoped<AntiforgeryStateProvider, NoAntiforgery>();
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
        app.UseServiceHosting();
        app.UseHostCheck(options.Url, options.AllowedHosts);
        app.UseForwardedHeaders(TrustedProxies.Read(options.TrustedProxies));
        SameSite.Use(app);
        app.UseResponseCompression();
        StaticFiles.Use(app);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(LeavePagesToBrowsers);
        app.UseAntiforgery();
        app.MapServiceEndpoints();
        Readiness.Map(app);
        PictureRelay.Map(app);

        // The policy of who may frame the page comes with the other security headers, not twice.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(
            pages => pages.ContentSecurityFrameAncestorsPolicy = null).DisableAntiforgery();
    }

    // A program gets problem details; those come from further out.
    private static Task LeavePagesToBrowsers(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled = false;
        }

        return next(context);
    }

    /// <summary>No page posts a form, so that none needs a token, nor a cookie to compare it with.</summary>
    private sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        /// <inheritdoc/>
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
