using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;

namespace ImageSearch.Web;

/// <summary>The page's files, beside the program.</summary>
internal static class StaticFiles
{
    /// <summary>Adds the compression of scripts, styles and pages.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            // Safe for pages as well: they hold no secret that an attacker could guess by lengths (BREACH).
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes =
                ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/manifest+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }

    /// <summary>Serves them. Browsers keep them, and ask each time whether they have changed: names stay the same when
    /// a new version is installed.</summary>
    public static void Use(WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
        OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
    });
}
