using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageSearch.Client;

/// <summary>How the contract is written as JSON: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(Item))]
[JsonSerializable(typeof(ItemPage))]
[JsonSerializable(typeof(LibraryStatus))]
[JsonSerializable(typeof(IReadOnlyList<ModelStatus>))]
[JsonSerializable(typeof(IndexJobRequest))]
[JsonSerializable(typeof(IndexJob))]
[JsonSerializable(typeof(IReadOnlyList<IndexJob>))]
[JsonSerializable(typeof(Problem))]
public sealed partial class ContractJson : JsonSerializerContext;
