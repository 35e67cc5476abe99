using SkiaSharp;
using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws settings in town: a street and a harbor.</summary>
internal static class Streets
{
    private const int W = Backdrop.Width;
    private const int H = Backdrop.Height;

    private static readonly SKColor[] Walls =
    [
        new(0xB8, 0x6A, 0x50), new(0xC9, 0xB0, 0x8A), new(0x8C, 0x9A, 0xA6), new(0xD8, 0xC0, 0xA0), new(0x9C, 0x78,
            0x6A),
    ];

    public static void Street(Backdrop b)
    {
        Pen p = b.Pen;
        b.Sky(0, 0, W, b.Horizon + 30);
        float ground = b.Horizon + 40;
        for (float x = -10; x < W;)
        {
            float width = p.Between(70, 110);
            Facade(b, x, ground, width, p.Between(120, 225));
            x += width;
        }

        p.Box(new SKColor(0xB4, 0xB0, 0xA8), 0, ground, W, 26);
        p.Gradient(new SKColor(0x58, 0x5A, 0x60), new SKColor(0x6C, 0x6E, 0x74), 0, ground + 24, W, H - ground);
        p.Line(new SKColor(0x8C, 0x88, 0x80), 4, 0, ground + 24, W, ground + 24);
        float dashes = p.Between(0, 60);
        for (float x = -dashes; x < W; x += 90)
        {
            p.Poly(new SKColor(0xE8, 0xE4, 0xD0), x, 344, x + 50, 344, x + 46, 351, x - 6, 351);
        }

        float lamp = p.Between(20, 490);
        p.Line(Ink, 4, lamp, ground + 20, lamp, ground - 110, lamp + 22, ground - 114);
        if (b.Time != TimeOfDay.Day)
        {
            p.Glow(Lamp, lamp + 24, ground - 110, 7, 44);
        }
    }

    public static void Harbor(Backdrop b)
    {
        Pen p = b.Pen;
        b.Sky(0, 0, W, b.Horizon);
        for (float x = p.Between(-20, 40); x < W * 0.55f; x += 46)
        {
            Facade(b, x, b.Horizon + 2, 44, p.Between(30, 66));
        }

        p.Gradient(new SKColor(0x2A, 0x6E, 0xA0), new SKColor(0x3E, 0x90, 0xB4), 0, b.Horizon, W, H - b.Horizon);
        for (int i = 0; i < 26; i++)
        {
            float x = p.Between(0, W);
            float y = p.Between(b.Horizon + 8, 335);
            p.Line(Foam.WithAlpha(120), 2, x, y, x + p.Between(12, 44), y);
        }

        float mast = p.Between(320, 490);
        p.Poly(White, mast, b.Horizon - 26, mast, b.Horizon + 2, mast + 16, b.Horizon + 2);
        p.Poly(DarkWood, mast - 10, b.Horizon + 4, mast + 20, b.Horizon + 4, mast + 14, b.Horizon + 10, mast - 4,
            b.Horizon + 10);
        p.Box(Wood, 0, 342, W, H - 342);
        for (int x = 0; x < W; x += 34)
        {
            p.Line(DarkWood, 2, x, 342, x - 8, H);
        }

        p.Line(DarkWood, 5, 0, 342, W, 342);
        for (int x = 30; x < W; x += 150)
        {
            p.Box(DarkWood, x, 324, 14, 24, 4);
        }
    }

    private static void Facade(Backdrop b, float x, float ground, float width, float tall)
    {
        Pen p = b.Pen;
        SKColor wall = Walls[p.Choose(Walls.Length)];
        p.Box(wall, x, ground - tall, width, tall);
        p.Box(Mix(wall, Ink, 0.25f), x, ground - tall, width, 6);
        (float, float, float) light = p.Light;
        for (float wy = ground - tall + 14; wy < ground - 24; wy += 30)
        {
            for (float wx = x + 9; wx < x + width - 14; wx += 24)
            {
                bool isLit = b.Time != TimeOfDay.Day && p.Choose(2) == 0;
                p.Light = isLit ? (1, 1, 1) : light;
                p.Box(isLit ? Lamp : new SKColor(0x86, 0xA8, 0xBE), wx, wy, 13, 17, 1);
                p.Light = light;
            }
        }
    }
}
