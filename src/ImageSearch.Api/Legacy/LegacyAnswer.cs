using System.Text.Json.Serialization;

namespace ImageSearch.Api.Legacy;

/// <summary>What <c>POST /search</c> answers.</summary>
/// <param name="Resnet">What the model <c>resnet</c> found, best first; empty when it failed.</param>
/// <param name="Vit">What the model <c>vit</c> found, best first; empty when it failed.</param>
/// <param name="Message">What did not work, in sentences; empty when all did.</param>
internal sealed record LegacyAnswer(
    [property: JsonPropertyName("resnet")] IReadOnlyList<LegacyHit> Resnet,
    [property: JsonPropertyName("vit")] IReadOnlyList<LegacyHit> Vit,
    [property: JsonPropertyName("message")] string Message);

/// <summary>One picture of the answer.</summary>
/// <param name="Image">A PNG in base64, or an address; empty when the file cannot be read.</param>
/// <param name="Path">Where it lies below its source.</param>
/// <param name="Similarity">Cosine similarity in [-1, 1].</param>
internal sealed record LegacyHit(
    [property: JsonPropertyName("image")] string Image,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("similarity")] double Similarity);

/// <summary>What <c>GET /</c> answers.</summary>
/// <param name="Message">A welcome.</param>
internal sealed record LegacyWelcome([property: JsonPropertyName("message")] string Message);
