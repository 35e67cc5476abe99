using ImageSearch.Decoding;
using ImageSearch.Tests.Shared;
using SkiaSharp;

namespace ImageSearch.Cli.Tests;

/// <summary>A folder for one test, with models and pictures; deleted at the end.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder()
    {
        Path = Directory.CreateTempSubdirectory("imagesearch-cli-").FullName;
        Variables["IMAGESEARCH__MODELS__PATH"] = At("models");
        Variables["IMAGESEARCH__LIBRARY__PATH"] = At("library");
    }

    public string Path { get; }

    /// <summary>Environment variables of the tool.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public string Pictures => Directory.CreateDirectory(At("pictures")).FullName;

    public string At(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public void AddModels(params string[] names)
    {
        foreach ((int seed, string name) in names.Index())
        {
            TinyModel.Create(At("models"), name, dimension: 32, seed: seed + 1);
        }
    }

    /// <summary>One picture of each colour that the tiny models know.</summary>
    public void AddPictures()
    {
        foreach (string colour in TinyModel.Colours.Keys)
        {
            AddPicture($"{colour}.png", colour);
        }
    }

    public string AddPicture(string name, string colour)
    {
        string path = System.IO.Path.Combine(Pictures, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        PixelImage picture = TinyModel.Picture(colour);
        using SKBitmap bitmap = new(picture.Width, picture.Height);
        bitmap.Erase(new SKColor(picture.Rgb[0], picture.Rgb[1], picture.Rgb[2]));
        using FileStream file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
        return path;
    }

    public string AddFile(string name, string content)
    {
        string path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
