using System.Text.Json.Serialization;

namespace ImageSearch.Client;

/// <summary>The answers of all models to one query.</summary>
/// <param name="Models">One answer a model, in the order asked for; with a cursor only that of the cursor's
/// model.</param>
/// <param name="Agreement">How alike the answers are, one entry a pair of models, in their order; empty for one model.
/// </param>
/// <param name="TotalMs">Time in the backend, in milliseconds, waiting included.</param>
public sealed record SearchResponse(
    [property: JsonRequired] IReadOnlyList<ModelResult> Models,
    [property: JsonRequired] IReadOnlyList<ModelAgreement> Agreement,
    double TotalMs);

/// <summary>One model's answer.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Hits">Best first; empty when there is none, never null.</param>
/// <param name="Warning">What the reader should know, such as a query that was cut; null when all is well.</param>
/// <param name="Error">Why the model could not answer; null when it could.</param>
/// <param name="NextCursor">Continues after the last hit; null when there is nothing more.</param>
/// <param name="Timings">How long its stages took.</param>
public sealed record ModelResult(
    string Model,
    [property: JsonRequired] IReadOnlyList<Hit> Hits,
    string? Warning,
    string? Error,
    string? NextCursor,
    [property: JsonRequired] StageTimings Timings);

/// <summary>One picture of a ranking.</summary>
/// <param name="Rank">Its place, from 1.</param>
/// <param name="Id">Identifies the picture in its library, for ever.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Path">Where it lies below its source, with forward slashes.</param>
/// <param name="Similarity">Cosine similarity in [-1, 1], higher is nearer.</param>
/// <param name="Width">Pixels a row, upright.</param>
/// <param name="Height">Number of rows, upright.</param>
public sealed record Hit(int Rank, long Id, string Name, string Path, double Similarity, int Width, int Height);

/// <summary>How alike two models' answers are.</summary>
/// <param name="First">One model.</param>
/// <param name="Second">The other.</param>
/// <param name="Count">Places compared: the shorter of the two answers.</param>
/// <param name="Shared">Pictures that both have among these places.</param>
/// <param name="Overlap">Overlap@k: <paramref name="Shared"/> / <paramref name="Count"/>, 0 to 1; 0 when nothing was
/// found.</param>
/// <param name="RankCorrelation">Kendall's τ of the shared pictures' order, -1 to 1; null with fewer than two.</param>
public sealed record ModelAgreement(
    string First, string Second, int Count, int Shared, double Overlap, double? RankCorrelation);

/// <summary>Milliseconds that the stages of one model's answer took.</summary>
/// <param name="EncodeMs">Turning the query into a vector.</param>
/// <param name="ScanMs">Comparing it with the vectors of the pictures.</param>
/// <param name="TotalMs">All of it, filtering and reading the items included.</param>
public sealed record StageTimings(double EncodeMs, double ScanMs, double TotalMs);
