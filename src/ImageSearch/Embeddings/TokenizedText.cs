namespace ImageSearch.Embeddings;

/// <summary>A sentence as token ids.</summary>
/// <param name="Ids"><c>[CLS]</c>, the words' pieces, <c>[SEP]</c>; cut to the wanted length, not padded.</param>
/// <param name="FullLength">Number of ids before any were cut off, <c>[CLS]</c> and <c>[SEP]</c> included.</param>
public sealed record TokenizedText(int[] Ids, int FullLength)
{
    /// <summary>True when the sentence's end was cut off.</summary>
    public bool WasCut => FullLength > Ids.Length;
}
