using System.Security.Cryptography;
using System.Text;

namespace ImageSearch.Api.Security;

/// <summary>Lets only those in who know a key, when keys are set.</summary>
internal sealed class ApiKeyCheck(RequestDelegate next, ApiOptions options)
{
    private const string KeyHeader = "X-Api-Key";
    private const string Bearer = "Bearer ";

    private static readonly object CallerItem = new();
    private static readonly HashSet<string> Open = new(["/", "/healthz", "/readyz"], StringComparer.OrdinalIgnoreCase);
    private static readonly PathString[] OpenFolders = ["/openapi", "/scalar"];

    private readonly IReadOnlyList<byte[]> _hashes = KeyHashes.Read(options);

    /// <summary>Names who sent the request, for counting: the key, or else the address.</summary>
    public static string NameCaller(HttpContext context)
    {
        if (context.Items.TryGetValue(CallerItem, out object? key))
        {
            return $"key {key}";
        }

        byte[] address = context.Connection.RemoteIpAddress?.GetAddressBytes() ?? [];
        // Whoever has one IPv6 address has the 2⁶⁴ of its network.
        ReadOnlySpan<byte> network = address.Length == 16 && !IsMapped(context) ? address.AsSpan(0, 8) : address;
        return $"address {Convert.ToHexString(network)}";
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (_hashes.Count == 0 || IsOpen(context.Request.Path))
        {
            return next(context);
        }

        string? key = ReadKey(context.Request);
        int index = key is null ? -1 : Find(key);
        if (index < 0)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem(
                key is null
                    ? $"An API key is needed: send it as Authorization: Bearer KEY, or in {KeyHeader}."
                    : "The API key is not known. Correct it, or ask whoever runs this service for one.",
                statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
        }

        context.Items[CallerItem] = index;
        return next(context);
    }

    private static bool IsOpen(PathString path) =>
        Open.Contains(path.Value ?? "") || Array.Exists(OpenFolders, folder => path.StartsWithSegments(folder));

    private static bool IsMapped(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true };

    private static string? ReadKey(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        string? key = authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Bearer.Length..].Trim()
            : request.Headers[KeyHeader];
        return string.IsNullOrEmpty(key) ? null : key;
    }

    // Every hash is compared to its end, so that the time tells nothing of how near a guess is, or which key it is.
    private int Find(string key)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        int found = -1;
        for (int i = 0; i < _hashes.Count; i++)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, _hashes[i]) ? i : found;
        }

        return found;
    }
}
