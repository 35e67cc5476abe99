using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ImageSearch.Api;

/// <summary>Makes API keys. The backend keeps only their hashes.</summary>
public static class ApiKey
{
    private const string Prefix = "isk_";
    private const int Bytes = 32;

    /// <summary>Makes a new key.</summary>
    /// <returns>The key, 256 random bits, for the client; its hash for <see cref="ApiOptions.KeyHashes"/>.</returns>
    public static (string Key, string Hash) Generate()
    {
        string key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (key, Hash(key));
    }

    /// <summary>The hash of a key: SHA-256, lower-case hexadecimal.</summary>
    /// <param name="key">As the client sends it. A slow hash would gain nothing: it has 256 random bits.</param>
    public static string Hash(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
