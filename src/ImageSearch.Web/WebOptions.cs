using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Web;

/// <summary>How the frontend serves, and where its backend is. Section <c>IMAGESEARCH__WEB</c>.</summary>
public sealed class WebOptions
{
    /// <summary>Address that it listens on. <c>IMAGESEARCH__WEB__URL</c>; default only this machine reaches it.
    /// <c>http://0.0.0.0:8501</c> is every network.</summary>
    [Required]
    public string Url { get; set; } = "http://127.0.0.1:8501";

    /// <summary>Address of the backend. <c>IMAGESEARCH__WEB__BACKENDURL</c>.</summary>
    [Required]
    public string BackendUrl { get; set; } = "http://127.0.0.1:8000";

    /// <summary>API key for the backend; empty when it needs none. <c>IMAGESEARCH__WEB__APIKEY</c>.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>File with the API key, for container secrets. <c>IMAGESEARCH__WEB__APIKEYFILE</c>.</summary>
    public string ApiKeyFile { get; set; } = "";

    /// <summary>Seconds after which the page gives a request to the backend up.
    /// <c>IMAGESEARCH__WEB__TIMEOUTSECONDS</c>; 1 to 600, default 30.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Names that requests may be for beside this machine's own, separated by commas; empty allows all when it
    /// listens beyond this machine. <c>IMAGESEARCH__WEB__ALLOWEDHOSTS</c>. A reverse proxy on this machine that passes
    /// the name of its site on needs it.</summary>
    public string AllowedHosts { get; set; } = "";

    /// <summary>Addresses or networks of reverse proxies whose <c>X-Forwarded-*</c> headers count, separated by
    /// commas, such as <c>10.0.0.0/8</c>. <c>IMAGESEARCH__WEB__TRUSTEDPROXIES</c>; those on this machine always do.
    /// </summary>
    public string TrustedProxies { get; set; } = "";
}
