using ImageSearch.Decoding;
using ImageSearch.Indexing;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace ImageSearch.Api.Tests;

/// <summary>Fills a folder with pictures, and starts backends whose library has them.</summary>
internal static class IndexedBackend
{
    public const string Model = "tiny";

    /// <summary>A folder with one model, and whatever pictures the test adds.</summary>
    public static BackendFolder Folder()
    {
        BackendFolder folder = new();
        folder.AddModels(Model);
        return folder;
    }

    /// <summary>Indexes the folder's pictures, and starts a backend.</summary>
    public static async Task<RunningBackend> StartAsync(BackendFolder folder, Action<ApiOptions>? change = null)
    {
        await folder.IndexAsync(Model);
        return await StartReadyAsync(folder, change);
    }

    /// <summary>Starts a backend, and waits until it is ready.</summary>
    public static async Task<RunningBackend> StartReadyAsync(BackendFolder folder, Action<ApiOptions>? change = null)
    {
        RunningBackend backend = await RunningBackend.StartAsync(change, folder);
        await backend.WaitUntilReadyAsync();
        return backend;
    }

    /// <summary>The id of a picture by its file name.</summary>
    public static long IdOf(this RunningBackend backend, string name) =>
        backend.Services.GetRequiredService<Library>()
            .FindItem(Path.Combine(backend.Folder.Pictures, name))!.Id;

    /// <summary>Writes a picture that does not compress well.</summary>
    public static string AddNoise(this BackendFolder folder, string name, int width, int height, int seed = 1)
    {
        _ = new ImageDecoder();
        string path = Path.Combine(folder.Pictures, name);
        using Image noise = Image.Gaussnoise(width, height, sigma: 50, mean: 128, seed: seed);
        using Image joined = noise.Bandjoin(noise, noise);
        using Image bytes = joined.Cast(Enums.BandFormat.Uchar);
        using Image picture = bytes.Copy(interpretation: Enums.Interpretation.Srgb);
        File.WriteAllBytes(path, picture.WriteToBuffer(Path.GetExtension(name)));
        return path;
    }

    /// <summary>Writes a JPEG file whose upper half is red once it is upright, which it is not as it lies.</summary>
    public static string AddTurned(this BackendFolder folder, string name, int width, int height)
    {
        _ = new ImageDecoder();
        string path = Path.Combine(folder.Pictures, name);

        // Orientation 6: the first row of the file is the right side of the picture.
        using Image red = Image.Black(height / 2, width, bands: 3) + (double[])[254, 0, 0];
        using Image blue = Image.Black(height - height / 2, width, bands: 3) + (double[])[0, 0, 254];
        using Image joined = red.Join(blue, Enums.Direction.Horizontal);
        using Image lying = joined.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using Image marked = lying.Mutate(m => m.Set(GValue.GIntType, "orientation", 6));
        File.WriteAllBytes(path, marked.JpegsaveBuffer(q: 95));
        return path;
    }
}
