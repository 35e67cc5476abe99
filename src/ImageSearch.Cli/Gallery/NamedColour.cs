using SkiaSharp;

namespace ImageSearch.Cli.Gallery;

/// <summary>A colour and the word for it.</summary>
internal sealed record NamedColour(string Name, SKColor Value)
{
    public static readonly IReadOnlyList<NamedColour> All =
    [
        new("red", new SKColor(0xD6, 0x2B, 0x2B)),
        new("orange", new SKColor(0xF0, 0x82, 0x18)),
        new("yellow", new SKColor(0xF4, 0xCF, 0x25)),
        new("green", new SKColor(0x36, 0x9E, 0x45)),
        new("blue", new SKColor(0x25, 0x5F, 0xCB)),
        new("purple", new SKColor(0x83, 0x3C, 0xB0)),
        new("pink", new SKColor(0xF0, 0x85, 0xB0)),
        new("brown", new SKColor(0x8B, 0x5A, 0x2E)),
        new("black", new SKColor(0x2B, 0x2B, 0x30)),
        new("white", new SKColor(0xF3, 0xF2, 0xEE)),
        new("gray", new SKColor(0x8E, 0x93, 0x9A)),
    ];

    public static NamedColour Find(string name) => All.First(c => c.Name == name);
}
