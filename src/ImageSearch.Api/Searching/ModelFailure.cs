using System.Text.RegularExpressions;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;

namespace ImageSearch.Api.Searching;

/// <summary>Says to clients why a model did not answer. Messages of exceptions name files, and stay inside.</summary>
internal static partial class ModelFailure
{
    /// <summary>A sentence for the reader of an answer.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="error">What was thrown.</param>
    public static string Describe(string model, Exception error) => error switch
    {
        SearchException => error.Message,
        ModelException => Broken(model),
        LibraryException => $"The library could not be read for the model '{model}'. The backend's log says why, and "
            + "what to do.",
        _ => $"The model '{model}' failed. Try again; the backend's log says why.",
    };

    /// <summary>What is said of a model that cannot be used.</summary>
    public static string Broken(string model) => $"The model '{model}' cannot be used: its files are missing, damaged "
        + "or do not fit this machine. Install it again; the backend's log names the file.";

    /// <summary>What is said of a model that does not answer, whether for its own files or for its vectors.</summary>
    public static string Unusable(string model) => $"The model '{model}' does not answer: its files, or its vectors in "
        + "the library, are missing, damaged or do not fit this machine. The backend's log names the file and says "
        + "what to do.";

    /// <summary>A text of the library up to its first sentence that names a file by its whole path.</summary>
    /// <param name="text">What the library says; null for nothing.</param>
    public static string? WithoutPaths(string? text)
    {
        Match path = RootedPath().Match(text ?? "");
        if (!path.Success)
        {
            return text;
        }

        int sentence = text![..path.Index].LastIndexOf(". ", StringComparison.Ordinal);
        return (sentence < 0 ? "" : text[..(sentence + 2)])
            + "A file of the library or of the model cannot be used as it should; the backend's log says which.";
    }

    // The system's own messages do not always quote.
    [GeneratedRegex(@"(?<![^\s'""(=:])(/|\\\\|[A-Za-z]:[\\/])")]
    private static partial Regex RootedPath();
}
