using System.Net.Http.Headers;

namespace ImageSearch.Web;

/// <summary>The API key that the frontend shows to the backend. Browsers never see it.</summary>
internal static class BackendKey
{
    /// <summary>The header of every request; null when the backend needs no key.</summary>
    /// <exception cref="IOException">The key's file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The key's file may not be read.</exception>
    public static AuthenticationHeaderValue? Read(WebOptions options) =>
        ReadText(options) is { Length: > 0 } key ? new AuthenticationHeaderValue("Bearer", key) : null;

    /// <summary>What is wrong with the key; null when nothing is.</summary>
    public static string? FindProblem(WebOptions options)
    {
        bool isFile = options.ApiKeyFile.Length > 0;
        string name = isFile ? "ApiKeyFile" : "ApiKey";
        string variable = isFile ? "IMAGESEARCH__WEB__APIKEYFILE" : "IMAGESEARCH__WEB__APIKEY";
        try
        {
            string key = ReadText(options);
            if (isFile && key.Length == 0)
            {
                return $"ApiKeyFile: {variable} names '{options.ApiKeyFile}', which is empty.";
            }

            return key.All(c => c is > ' ' and < '\u007f')
                ? null
                : $"{name}: {variable} must hold one key of ASCII characters, without spaces.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"ApiKeyFile: {variable} names '{options.ApiKeyFile}', which cannot be read: {e.Message}";
        }
    }

    private static string ReadText(WebOptions options) =>
        (options.ApiKeyFile.Length > 0 ? File.ReadAllText(options.ApiKeyFile) : options.ApiKey).Trim();
}
