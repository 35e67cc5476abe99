using ImageSearch.Decoding;
using ImageSearch.Tests.Shared;
using SkiaSharp;

namespace ImageSearch.Api.Tests;

/// <summary>A folder for one test, with models, a library and pictures; deleted at the end.</summary>
internal sealed class BackendFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("imagesearch-api-").FullName;

    public string Pictures => Directory.CreateDirectory(At("pictures")).FullName;

    public string At(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public void AddModels(params string[] names)
    {
        foreach ((int seed, string name) in names.Index())
        {
            TinyModel.Create(At("models"), name, dimension: 32, seed: seed + 1);
        }
    }

    /// <summary>One picture of each colour that the tiny models know: <c>red.png</c>, …</summary>
    public void AddPictures()
    {
        foreach (string colour in TinyModel.Colours.Keys)
        {
            AddPicture($"{colour}.png", colour);
        }
    }

    public string AddPicture(string name, string colour, int width = 40, int height = 30)
    {
        string path = System.IO.Path.Combine(Pictures, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        PixelImage picture = TinyModel.Picture(colour, width, height);
        using SKBitmap bitmap = new(picture.Width, picture.Height);
        bitmap.Erase(new SKColor(picture.Rgb[0], picture.Rgb[1], picture.Rgb[2]));
        using FileStream file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
        return path;
    }

    /// <summary>Two backends, one after the other, may own the same folder.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
