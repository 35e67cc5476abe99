namespace ImageSearch.Evaluation;

/// <summary>One picture of a caption set.</summary>
/// <param name="File">Its path as the set writes it, relative to the set's folder.</param>
/// <param name="Split"><c>train</c>, <c>val</c> or <c>test</c>.</param>
/// <param name="Captions">At least one sentence, none of them blank.</param>
/// <param name="Dataset">The collection, for example <c>flickr8k</c>; null when the line does not say.</param>
public sealed record CaptionedImage(
    string File, string Split, IReadOnlyList<string> Captions, string? Dataset = null)
{
    /// <summary>The absolute path of the picture. Whether a file is there is not checked.</summary>
    public required string FullPath { get; init; }
}
