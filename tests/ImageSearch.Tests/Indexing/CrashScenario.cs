using ImageSearch.Indexing;

namespace ImageSearch.Tests.Indexing;

/// <summary>A library whose pictures come, go, move and change from round to round, and whose model changes
/// once.</summary>
internal static class CrashScenario
{
    public const int Rounds = 60;

    /// <summary>Numbers of all pictures that any round has.</summary>
    public static int Numbers => Pictures + (Rounds * Shift);

    private const int Pictures = 250;
    private const int Shift = 4;

    // From here on a new version of the model is built beside the old one.
    private const int NewModelRound = 18;

    /// <summary>Small steps, so that a kill falls between as many of them as possible.</summary>
    public static IndexOptions Options => new()
    {
        BatchSize = 4,
        CommitSize = 7,
        CommitSeconds = 0.05,
        DecodeThreads = 2,
    };

    public static FakeEmbedder Embedder(int round, Action? onBatch = null) =>
        new(seed: round < NewModelRound ? 1 : 2) { OnBatch = _ => onBatch?.Invoke() };

    /// <summary>Each round drops some pictures, adds as many, renames some and changes some in place.</summary>
    public static FakeSource Source(int round)
    {
        FakeSource source = new();
        for (int number = round * Shift; number < (round * Shift) + Pictures; number++)
        {
            string folder = number % 5 == 0 ? $"{round % 3}" : "stays";
            source.Add($"{folder}/{number:D5}.bmp", FakePictures.Bmp(number));
            if (number % 10 == 0)
            {
                source.Add($"copies/{number:D5}.bmp", FakePictures.Bmp(number));
            }
        }

        for (int i = 0; i < 4; i++)
        {
            source.Add($"changes/{i}.bmp", FakePictures.Bmp((round * Shift) + i), day: round);
        }

        return source;
    }
}
