using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Api;

/// <summary>How the backend serves. Section <c>IMAGESEARCH__API</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Address that it listens on. <c>IMAGESEARCH__API__URL</c>; default only this machine reaches it.
    /// <c>http://0.0.0.0:8000</c> is every network, and then an API key is wise.</summary>
    [Required]
    public string Url { get; set; } = "http://127.0.0.1:8000";

    /// <summary>Names that the backend may be called by, without port, separated by commas, such as the name that a
    /// proxy passes on. <c>IMAGESEARCH__API__ALLOWEDHOSTS</c>; default empty: any name when it listens beyond this
    /// machine, otherwise only those of this machine, so that no web page can reach it under a name of its own.
    /// </summary>
    public string AllowedHosts { get; set; } = "";

    /// <summary>SHA-256 of each API key, hexadecimal, separated by commas; empty lets everyone in.
    /// <c>IMAGESEARCH__API__KEYHASHES</c>. <c>imagesearch api-key</c> makes a key and its hash.</summary>
    public string KeyHashes { get; set; } = "";

    /// <summary>File with such hashes, one a line, for container secrets.
    /// <c>IMAGESEARCH__API__KEYHASHESFILE</c>.</summary>
    public string KeyHashesFile { get; set; } = "";

    /// <summary>Origins whose pages may call the backend from a browser, separated by commas; <c>*</c> is all.
    /// <c>IMAGESEARCH__API__CORSORIGINS</c>; the frontend needs none.</summary>
    public string CorsOrigins { get; set; } = "";

    /// <summary>Whether such pages may send credentials; never together with <c>*</c>.
    /// <c>IMAGESEARCH__API__CORSCREDENTIALS</c>; default false.</summary>
    public bool CorsCredentials { get; set; }

    /// <summary>Requests a minute from one address or key, those for pictures not counted; 0 is no limit.
    /// <c>IMAGESEARCH__API__REQUESTSPERMINUTE</c>; default 0.</summary>
    [Range(0, 10_000_000)]
    public int RequestsPerMinute { get; set; }

    /// <summary>Most bytes of a picture that is searched with. <c>IMAGESEARCH__API__UPLOADBYTES</c>; default 20 MiB.
    /// </summary>
    [Range(1024, 1L << 30)]
    public long UploadBytes { get; set; } = 20L << 20;

    /// <summary>Most characters of a query. <c>IMAGESEARCH__API__QUERYLENGTH</c>; default 1,000.</summary>
    [Range(1, 100_000)]
    public int QueryLength { get; set; } = 1000;

    /// <summary>Queries whose vectors are kept in memory, for each model.
    /// <c>IMAGESEARCH__API__CACHEDQUERIES</c>; 1 KB each, default 10,000, 0 keeps none.</summary>
    [Range(0, 10_000_000)]
    public int CachedQueries { get; set; } = 10_000;

    /// <summary>Folder of the thumbnails that were made. <c>IMAGESEARCH__API__THUMBNAILPATH</c>; default
    /// <c>imagesearch/thumbnails</c> in the user's cache folder. It may be deleted at any time.</summary>
    [Required]
    public string ThumbnailPath { get; set; } = Path.Combine(CacheFolder, "imagesearch", "thumbnails");

    /// <summary>Most bytes of all thumbnails; those not used for longest are deleted.
    /// <c>IMAGESEARCH__API__THUMBNAILBYTES</c>; default 1 GiB.</summary>
    [Range(1L << 20, 1L << 50)]
    public long ThumbnailBytes { get; set; } = 1L << 30;

    /// <summary>Folders of pictures that index jobs may read beside those that are indexed already, separated by
    /// commas. <c>IMAGESEARCH__API__SOURCES</c>. No client can name any other.</summary>
    public string Sources { get; set; } = "";

    private static string CacheFolder => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
            ".cache");
}
