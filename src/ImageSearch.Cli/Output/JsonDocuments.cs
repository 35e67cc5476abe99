using System.Text.Json;
using System.Text.Json.Serialization;
using ImageSearch.Evaluation;

namespace ImageSearch.Cli.Output;

/// <summary>One hit of <c>search --json</c>.</summary>
internal sealed record HitJson(string Path, float Similarity);

/// <summary>The document of <c>search --json</c>, and a line of <c>search --queries FILE --json</c>.</summary>
/// <param name="Query">The words, or the name of the picture file.</param>
/// <param name="Results">Hits by model, best first.</param>
/// <param name="Warnings">By model: what the reader of the hits should know; left out when there is nothing.</param>
/// <param name="Next">By model: the cursor of the next page; left out when there is none.</param>
internal sealed record SearchJson(
    string Query,
    IReadOnlyDictionary<string, IReadOnlyList<HitJson>> Results,
    IReadOnlyDictionary<string, string>? Warnings,
    IReadOnlyDictionary<string, string>? Next);

/// <summary>A path and why it was passed over.</summary>
internal sealed record ReasonJson(string Path, string Reason);

/// <summary>The document of <c>index --json</c>.</summary>
internal sealed record IndexJson(
    string Library,
    IReadOnlyList<string> Models,
    int Indexed,
    int Unchanged,
    int Moved,
    int Removed,
    IReadOnlyList<ReasonJson> Skipped,
    IReadOnlyList<ReasonJson> Problems,
    double Seconds);

/// <summary>The document of <c>embed --json</c>: one vector an input, in order.</summary>
internal sealed record EmbedJson(string Model, IReadOnlyList<float[]> Vectors);

/// <summary>The document of <c>api-key --json</c>.</summary>
internal sealed record ApiKeyJson(string Key, string Hash);

/// <summary>The document of <c>models list --json</c>.</summary>
internal sealed record ModelListJson(IReadOnlyList<ModelJson> Models);

/// <summary>One model of <c>models list --json</c>.</summary>
internal sealed record ModelJson(
    string Name,
    string Revision,
    int Dimension,
    bool Shipped,
    string Folder,
    string Licence,
    IReadOnlyDictionary<string, double> Quality);

/// <summary>The document of <c>models verify --json</c>.</summary>
internal sealed record VerifyJson(IReadOnlyList<VerifiedJson> Models);

/// <summary>One model of <c>models verify --json</c>; no problems means that every file is as published.</summary>
internal sealed record VerifiedJson(string Name, IReadOnlyList<string> Problems);

/// <summary>The document of <c>evaluate --json</c>; recalls are per cent.</summary>
internal sealed record EvaluateJson(IReadOnlyList<EvaluationReport> Reports, IReadOnlyList<ReasonJson> Skipped);

/// <summary>How the documents are written: names in camel case, text readable in every script.</summary>
[JsonSerializable(typeof(SearchJson))]
[JsonSerializable(typeof(IndexJson))]
[JsonSerializable(typeof(EmbedJson))]
[JsonSerializable(typeof(EvaluateJson))]
[JsonSerializable(typeof(ModelListJson))]
[JsonSerializable(typeof(VerifyJson))]
[JsonSerializable(typeof(ApiKeyJson))]
internal sealed partial class JsonDocuments : JsonSerializerContext
{
    private static readonly Lazy<JsonDocuments> LazyReadable = new(() => new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // The document goes to a program, not into a web page: only what JSON itself demands is escaped.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }));

    /// <summary>The documents as this tool writes them.</summary>
    public static JsonDocuments Readable => LazyReadable.Value;
}
