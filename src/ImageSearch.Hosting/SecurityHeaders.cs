using Microsoft.AspNetCore.Http;

namespace ImageSearch.Hosting;

/// <summary>Tells browsers what answers are not for. Headers that an endpoint sets itself stay.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ServiceDescription service)
{
    private const string NoSensors =
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

    public Task InvokeAsync(HttpContext context)
    {
        // Not now: a failure clears the headers that were set before it.
        context.Response.OnStarting(() =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.TryAdd("Referrer-Policy", "no-referrer");
            headers.TryAdd("Content-Security-Policy", service.ContentSecurityPolicy);
            headers.TryAdd("Permissions-Policy", NoSensors);
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
            return Task.CompletedTask;
        });
        return next(context);
    }
}
