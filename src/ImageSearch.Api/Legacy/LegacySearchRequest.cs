using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ImageSearch.Api.Legacy;

/// <summary>What <c>POST /search</c> is asked.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record LegacySearchRequest
{
    /// <summary>What the pictures show.</summary>
    [JsonPropertyName("query"), Description("What the pictures show.")]
    public string? Query { get; init; }

    /// <summary>Pictures wanted from each model.</summary>
    [JsonPropertyName("top_k"), Range(1, 50), Description("Pictures wanted from each model.")]
    public int TopK { get; init; } = 3;

    /// <summary><c>base64</c> or <c>url</c>.</summary>
    [JsonPropertyName("images")]
    [Description("`base64`: a PNG, at most 1,024 pixels wide and high. `url`: its address.")]
    public string Images { get; init; } = "base64";
}
