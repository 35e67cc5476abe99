using System.Text.Json;
using System.Text.Json.Serialization;
using ImageSearch.Client;
using ImageSearch.Web.State;

namespace ImageSearch.Web.Export;

/// <summary>Writes results as one JSON document.</summary>
public static partial class ResultJson
{
    /// <summary>The search, the answers of the models, and how they agree.</summary>
    /// <param name="state">The search.</param>
    /// <param name="response">What is shown.</param>
    public static string Write(SearchState state, SearchResponse response)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(response);
        SearchRequest request = state.ToRequest([.. response.Models.Select(m => m.Model)]);
        return JsonSerializer.Serialize(new Document(request, response), DocumentJson.Default.Document);
    }

    internal sealed record Document(SearchRequest Request, SearchResponse Response);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Document))]
    private sealed partial class DocumentJson : JsonSerializerContext;
}
