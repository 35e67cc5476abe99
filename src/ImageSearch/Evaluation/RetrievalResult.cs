namespace ImageSearch.Evaluation;

/// <summary>Both directions of retrieval on one caption set.</summary>
/// <param name="TextToImage">Each sentence ranks all pictures.</param>
/// <param name="ImageToText">Each picture ranks all sentences; the best of its own counts.</param>
public sealed record RetrievalResult(DirectionMetrics TextToImage, DirectionMetrics ImageToText);
