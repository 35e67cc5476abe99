using System.Text.Json;

namespace ImageSearch.Evaluation;

/// <summary>What was measured: one model on one split of one data set.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="ModelHash">Identifies the model's files.</param>
/// <param name="DataSet">The data set, for example <c>flickr8k</c>.</param>
/// <param name="Split"><c>train</c>, <c>val</c> or <c>test</c>.</param>
/// <param name="Images">Pictures that took part.</param>
/// <param name="Texts">Sentences that took part.</param>
/// <param name="Metrics">The figures; recalls in per cent; tie rule of <see cref="RetrievalMetrics"/>.</param>
/// <param name="MeasuredAt">When, UTC.</param>
public sealed record EvaluationReport(
    string Model,
    string ModelHash,
    string DataSet,
    string Split,
    int Images,
    int Texts,
    RetrievalResult Metrics,
    DateTimeOffset MeasuredAt)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The rule for equal scores that all figures follow, for the reader of a report.</summary>
    public string TieRule { get; } = "An equal score of a wrong answer counts before the right one.";

    /// <summary>Writes the report as one indented JSON document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no report.</exception>
    public static EvaluationReport Parse(string json) =>
        JsonSerializer.Deserialize<EvaluationReport>(json, Json) ?? throw new JsonException("The report is null.");
}
