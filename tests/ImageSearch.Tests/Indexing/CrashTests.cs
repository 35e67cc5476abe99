using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ImageSearch.Decoding;
using ImageSearch.Indexing;

namespace ImageSearch.Tests.Indexing;

public sealed class CrashTests : IDisposable
{
    private const int Kills = 20;
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, byte[]> _bytes = Enumerable.Range(0, CrashScenario.Numbers)
        .Select(number => FakePictures.Bmp(number))
        .ToDictionary(b => Convert.ToHexStringLower(SHA256.HashData(b)));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_library_survives_a_kill_at_any_moment_and_the_next_run_finishes_the_work()
    {
        Random random = new(9);
        int killed = 0;
        int round = 0;
        for (; killed < Kills && round < CrashScenario.Rounds; round++)
        {
            // Counted in batches, so that a slow machine is killed at as many different places as a fast one. Some runs
            // end before; without them no kill would ever fall behind the listing.
            TimeSpan delay = TimeSpan.FromMilliseconds(random.Next(0, 30));
            killed += await IndexAndKillAsync(round, random.Next(0, 16), delay) ? 1 : 0;
            AssertSound(round);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{killed} of {round} runs were killed midway.");
        Assert.Equal(Kills, killed);
        await AssertLastRunCompletesAsync();
    }

    private async Task AssertLastRunCompletesAsync()
    {
        const int last = CrashScenario.Rounds - 1;
        using Library library = Library.Open(_folder.Path);
        using FakeEmbedder embedder = CrashScenario.Embedder(last);
        FakeSource source = CrashScenario.Source(last);
        IndexSummary summary = await new ImageIndexer(library, new ImageDecoder(), [embedder], CrashScenario.Options)
            .RunAsync(source, null, TestContext.Current.CancellationToken);

        Assert.Equal(source.Files.Count, summary.Indexed + summary.Unchanged + summary.Moved);
        IReadOnlyList<LibraryItem> items = library.ListItems(ItemState.Indexed, count: int.MaxValue);
        Assert.Equal(source.Files.Keys, items.Select(i => i.Path).Order(StringComparer.Ordinal));
        Assert.All(items, i => Assert.Same(_bytes[i.ContentHash!], _bytes[Hash(source.Files[i.Path].Bytes!)]));
        LibraryModel model = Assert.Single(library.Models);
        Assert.Equal((embedder.ModelHash, LibraryModelState.Active), (model.Hash, model.State));
        Assert.Equal(0, library.CountMissing(model));
        Assert.Equal(
            items.DistinctBy(i => i.ContentHash).Count(),
            library.Use(c => c.Scalar<long>("SELECT count(*) FROM vectors")));
        AssertSound(last);
        using FlatStore store = FlatStore.Open(library, model.Hash);
        Assert.Equal(items.Count, store.Count);
    }

    /// <summary>Whatever is in the library is right: each picture has the one vector of its own bytes.</summary>
    private void AssertSound(int round)
    {
        using Library library = Library.Open(_folder.Path);
        Assert.Empty(library.Check());
        using FakeEmbedder first = CrashScenario.Embedder(0);
        using FakeEmbedder last = CrashScenario.Embedder(CrashScenario.Rounds - 1);
        foreach (LibraryItem item in library.ListItems(ItemState.Indexed, count: int.MaxValue))
        {
            byte[] bytes = _bytes[item.ContentHash!];
            Assert.Equal((bytes.Length, FakePictures.Side), (item.Size, item.Width));
            float[]? before = library.GetVector(first.ModelHash, item.Id);
            float[]? after = library.GetVector(last.ModelHash, item.Id);
            Assert.True(before is not null || after is not null, $"{item.Path} has no vector after round {round}.");
            Assert.Equal(LibraryFixture.Expected(first, bytes), before ?? LibraryFixture.Expected(first, bytes));
            Assert.Equal(LibraryFixture.Expected(last, bytes), after ?? LibraryFixture.Expected(last, bytes));
        }

        if (library.FindActiveModel(first.Model) is { } active)
        {
            using FlatStore store = FlatStore.Open(library, active.Hash);
            Assert.True(store.Verify());
        }
    }

    /// <summary>Starts the indexer in a process of its own and sends SIGKILL.</summary>
    /// <param name="round">Which pictures there are.</param>
    /// <param name="batches">Batches after which it is killed.</param>
    /// <param name="delay">Time after the last of them.</param>
    /// <returns>False when it had ended by itself.</returns>
    private async Task<bool> IndexAndKillAsync(int round, int batches, TimeSpan delay)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "ImageSearch.CrashTarget.dll");
        ProcessStartInfo start = new("dotnet", [program, _folder.Path, round.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using Process process = Process.Start(start)!;
        Assert.Equal("begin", await process.StandardOutput.ReadLineAsync(cancellationToken));
        for (int b = 0; b < batches; b++)
        {
            string? line = await process.StandardOutput.ReadLineAsync(cancellationToken);
            if (line != "batch")
            {
                Assert.Equal("end", line);
                await process.WaitForExitAsync(cancellationToken);
                Assert.Equal(0, process.ExitCode);
                return false;
            }
        }

        await Task.Delay(delay, cancellationToken);
        process.Kill();
        string rest = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return !rest.Contains("end", StringComparison.Ordinal);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
