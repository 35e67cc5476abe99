namespace ImageSearch.Sources;

/// <summary>A place that a source passed over, such as a folder without permission.</summary>
/// <param name="Path">The folder or file.</param>
/// <param name="Reason">One sentence for people.</param>
public sealed record SourceProblem(string Path, string Reason);
