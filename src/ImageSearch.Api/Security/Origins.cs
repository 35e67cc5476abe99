namespace ImageSearch.Api.Security;

/// <summary>Reads the origins whose pages may call the backend.</summary>
internal static class Origins
{
    /// <summary>Stands for every origin.</summary>
    public const string All = "*";

    public static IReadOnlyList<string> Parse(string origins) =>
        origins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <returns>What is wrong, and what to do; null when all is well.</returns>
    public static string? FindProblem(string origins)
    {
        string? wrong = Parse(origins).FirstOrDefault(origin => origin != All && !IsOrigin(origin));
        return wrong is null
            ? null
            : $"'{wrong}' is no origin. Give scheme and host as browsers do, such as https://photos.example.org, "
              + "without a path or a slash at the end.";
    }

    // Browsers send lower case without the scheme's own port; what is written otherwise would never match.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.GetLeftPart(UriPartial.Authority) == text;
}
