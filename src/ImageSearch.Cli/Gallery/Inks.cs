using SkiaSharp;

namespace ImageSearch.Cli.Gallery;

/// <summary>The fixed colours that drawings are made of, beside the colour a scene gives to a thing.</summary>
internal static class Inks
{
    public static readonly SKColor Ink = new(0x26, 0x26, 0x2C);
    public static readonly SKColor White = new(0xFA, 0xFA, 0xF8);
    public static readonly SKColor Cream = new(0xF6, 0xE7, 0xC6);
    public static readonly SKColor Steel = new(0xA9, 0xB2, 0xBC);
    public static readonly SKColor Iron = new(0x6B, 0x74, 0x80);
    public static readonly SKColor Glass = new(0xB9, 0xE0, 0xF2);
    public static readonly SKColor Wood = new(0xA8, 0x74, 0x42);
    public static readonly SKColor DarkWood = new(0x70, 0x48, 0x28);
    public static readonly SKColor Gold = new(0xF3, 0xC1, 0x3A);
    public static readonly SKColor Lamp = new(0xFF, 0xE9, 0x9A);
    public static readonly SKColor Red = new(0xD8, 0x35, 0x32);
    public static readonly SKColor Orange = new(0xF2, 0x8A, 0x1F);
    public static readonly SKColor Leaf = new(0x3F, 0x95, 0x40);
    public static readonly SKColor DarkLeaf = new(0x25, 0x66, 0x33);
    public static readonly SKColor Pink = new(0xF2, 0xA7, 0xB4);
    public static readonly SKColor Stone = new(0xA5, 0xA0, 0x99);
    public static readonly SKColor DarkStone = new(0x77, 0x73, 0x6F);
    public static readonly SKColor Crust = new(0xD7, 0x9B, 0x4E);
    public static readonly SKColor Chocolate = new(0x5B, 0x36, 0x24);
    public static readonly SKColor Water = new(0x3F, 0x8F, 0xC4);
    public static readonly SKColor Foam = new(0xE6, 0xF5, 0xFA);

    /// <summary>Mixes two colours; 0 gives the first one, 1 the second.</summary>
    public static SKColor Mix(SKColor a, SKColor b, float share) => new(
        (byte)(a.Red + ((b.Red - a.Red) * share)),
        (byte)(a.Green + ((b.Green - a.Green) * share)),
        (byte)(a.Blue + ((b.Blue - a.Blue) * share)),
        (byte)(a.Alpha + ((b.Alpha - a.Alpha) * share)));
}
