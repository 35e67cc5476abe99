namespace ImageSearch.Cli;

/// <summary>The drawn pictures of the demo.</summary>
internal static class DemoScenes
{
    private const int Count = 500;
    private const int Seed = 1;

    /// <summary>Draws the scenes that are not in <paramref name="folder"/> yet.</summary>
    public static Task DrawAsync(Tool tool, string folder, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{Count} {Seed}");
}
