using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ImageSearch.Cli.Services;

/// <summary>A key for the backend, and what the backend keeps of it.</summary>
/// <param name="Text">Given to clients; 256 random bits, so that nobody finds it from its hash.</param>
/// <param name="Hash">Its SHA-256, hexadecimal.</param>
internal sealed record ApiKey(string Text, string Hash)
{
    private const int Bytes = 32;

    /// <summary>Makes a new key.</summary>
    public static ApiKey Create()
    {
        string text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return new ApiKey(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
