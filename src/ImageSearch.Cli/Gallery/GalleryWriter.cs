using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImageSearch.Cli.Output;

namespace ImageSearch.Cli.Gallery;

/// <summary>Writes a gallery: pictures and the file <c>captions.jsonl</c> that describes them.</summary>
internal static class GalleryWriter
{
    public const string CaptionsFile = "captions.jsonl";

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The same without progress.</summary>
    /// <inheritdoc cref="Write(string, int, int, string, IProgress{ProgressStep}, CancellationToken)"/>
    public static void Write(string folder, int count, int seed, string split, CancellationToken cancellationToken) =>
        Write(folder, count, seed, split, null, cancellationToken);

    /// <summary>
    /// Writes <paramref name="count"/> pictures. Each file appears whole or not at all, and captions.jsonl last, so a
    /// run that was stopped can be repeated; pictures of the same name are overwritten.
    /// </summary>
    /// <param name="folder">Is made when it does not exist.</param>
    /// <param name="count">Number of pictures, at least 1.</param>
    /// <param name="seed">The same seed gives the same pictures, whatever the split.</param>
    /// <param name="split">train, val or test; written beside each picture.</param>
    /// <param name="progress">Told after each picture; null for none.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static void Write(
        string folder,
        int count,
        int seed,
        string split,
        IProgress<ProgressStep>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Directory.CreateDirectory(folder);
        SceneGenerator generator = new(seed);
        string[] lines = new string[count];
        int drawn = 0;
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, index =>
        {
            Scene scene = generator.Next(index);
            string name = string.Create(CultureInfo.InvariantCulture, $"scene-{index:D5}.jpg");
            Replace(Path.Combine(folder, name), SceneRenderer.Encode(scene));
            lines[index] = JsonSerializer.Serialize(
                new { file = name, dataset = "gallery", split, captions = SceneCaptions.Write(scene) }, Json);
            progress?.Report(new ProgressStep(Interlocked.Increment(ref drawn), count));
        });
        Replace(Path.Combine(folder, CaptionsFile), Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
    }

    private static void Replace(string path, byte[] bytes)
    {
        string temporary = path + ".tmp";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
    }
}
