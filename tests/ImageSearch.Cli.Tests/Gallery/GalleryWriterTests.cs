using System.Text.Json;
using ImageSearch.Cli.Gallery;

namespace ImageSearch.Cli.Tests.Gallery;

public sealed class GalleryWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gallery-").FullName;

    [Fact]
    public void Each_line_of_the_captions_names_a_picture_that_exists()
    {
        GalleryWriter.Write(_folder, 6, 1, "val", TestContext.Current.CancellationToken);

        string[] lines = File.ReadAllLines(Path.Combine(_folder, GalleryWriter.CaptionsFile));
        Assert.Equal(6, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            using JsonDocument line = JsonDocument.Parse(lines[i]);
            Assert.Equal($"scene-{i:D5}.jpg", line.RootElement.GetProperty("file").GetString());
            Assert.Equal("gallery", line.RootElement.GetProperty("dataset").GetString());
            Assert.Equal("val", line.RootElement.GetProperty("split").GetString());
            Assert.InRange(line.RootElement.GetProperty("captions").GetArrayLength(), 3, 5);
            Assert.True(File.Exists(Path.Combine(_folder, $"scene-{i:D5}.jpg")));
        }

        Assert.Equal(7, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Writing_again_gives_the_same_files()
    {
        GalleryWriter.Write(_folder, 4, 2, "test", TestContext.Current.CancellationToken);
        Dictionary<string, byte[]> before = Directory.GetFiles(_folder).ToDictionary(f => f, File.ReadAllBytes);
        File.WriteAllText(Path.Combine(_folder, "scene-00001.jpg"), "cut off");

        GalleryWriter.Write(_folder, 4, 2, "test", TestContext.Current.CancellationToken);

        Assert.All(Directory.GetFiles(_folder), file => Assert.Equal(before[file], File.ReadAllBytes(file)));
    }

    [Fact]
    public void A_cancelled_run_leaves_no_captions()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => GalleryWriter.Write(_folder, 4, 2, "test", cancelled.Token));
        Assert.False(File.Exists(Path.Combine(_folder, GalleryWriter.CaptionsFile)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
