using SkiaSharp;
using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws settings in the open country.</summary>
internal static class Outdoors
{
    private const int W = Backdrop.Width;
    private const int H = Backdrop.Height;

    public static void Beach(Backdrop b)
    {
        Pen p = b.Pen;
        b.Sky(0, 0, W, b.Horizon);
        p.Gradient(new SKColor(0x1F, 0x6F, 0xB0), new SKColor(0x4F, 0xC0, 0xD0), 0, b.Horizon, W, 72);
        for (int i = 0; i < 9; i++)
        {
            float x = p.Between(0, W);
            float y = b.Horizon + p.Between(8, 52);
            p.Line(Foam.WithAlpha(150), 2, x, y, x + p.Between(20, 60), y);
        }

        float shore = b.Horizon + 62;
        p.Gradient(new SKColor(0xE8, 0xCF, 0x98), new SKColor(0xF3, 0xDF, 0xB0), 0, shore + 4, W, H - shore);
        p.Shape(Foam, $"M0 {shore} Q128 {shore - 14} 256 {shore} T512 {shore} L512 {shore + 8} Q384 {shore - 4} 256 "
            + $"{shore + 9} T0 {shore + 8} Z");
        for (int i = 0; i < 10; i++)
        {
            p.Oval(new SKColor(0xD4, 0xB8, 0x80), p.Between(0, W), p.Between(shore + 20, H), p.Between(3, 14), 2);
        }

        if (p.Choose(2) == 0)
        {
            Palm(p, p.Choose(2) == 0 ? p.Between(20, 70) : p.Between(440, 490), shore + p.Between(20, 50));
        }
    }

    public static void Forest(Backdrop b)
    {
        Pen p = b.Pen;
        b.Sky(0, 0, W, b.Horizon);
        p.Gradient(new SKColor(0x4E, 0x7E, 0x3C), new SKColor(0x6B, 0x8F, 0x47), 0, b.Horizon, W, H - b.Horizon);
        for (int row = 0; row < 3; row++)
        {
            for (int i = 0; i < 9; i++)
            {
                float size = 90 + (row * 45);
                Fir(p, (i * 64) + p.Between(-24, 24), b.Horizon + 10 + (row * 16), size * p.Between(0.85f, 1.2f),
                    Mix(new SKColor(0x2C, 0x62, 0x44), new SKColor(0x23, 0x70, 0x30), row / 2f));
            }
        }

        for (int i = 0; i < 16; i++)
        {
            float x = p.Between(0, W);
            float y = p.Between(b.Horizon + 60, H);
            p.Line(DarkLeaf, 2.5f, x - 5, y - 9, x, y, x + 5, y - 10);
        }
    }

    public static void Park(Backdrop b)
    {
        Pen p = b.Pen;
        b.Sky(0, 0, W, b.Horizon);
        p.Gradient(new SKColor(0x62, 0xA8, 0x48), new SKColor(0x86, 0xC8, 0x58), 0, b.Horizon, W, H - b.Horizon);
        float bend = p.Between(150, 360);
        p.Shape(new SKColor(0xDD, 0xCC, 0xA4), $"M{bend} {b.Horizon} Q{bend - 60} 300 {bend - 190} {H} L{bend + 20} "
            + $"{H} Q{bend + 30} 300 {bend + 16} {b.Horizon} Z");
        for (int i = 0; i < 4; i++)
        {
            RoundTree(p, (i * 150) + p.Between(-30, 60), b.Horizon + p.Between(10, 30), p.Between(80, 130));
        }

        for (int i = 0; i < 14; i++)
        {
            p.Disc(i % 2 == 0 ? White : Gold, p.Between(0, W), p.Between(b.Horizon + 40, H), 2.5f);
        }

        float lamp = p.Between(40, 470);
        p.Line(Ink, 4, lamp, b.Horizon + 60, lamp, b.Horizon - 40);
        if (b.Time == TimeOfDay.Day)
        {
            p.Disc(White, lamp, b.Horizon - 46, 8);
        }
        else
        {
            p.Glow(Lamp, lamp, b.Horizon - 46, 8, 36);
        }
    }

    public static void Snow(Backdrop b)
    {
        Pen p = b.Pen;
        b.Sky(0, 0, W, b.Horizon);
        p.Oval(new SKColor(0xD4, 0xE2, 0xEF), p.Between(60, 180), b.Horizon + 20, 220, 50);
        p.Oval(new SKColor(0xDC, 0xE8, 0xF3), p.Between(330, 470), b.Horizon + 24, 230, 44);
        p.Gradient(new SKColor(0xE6, 0xEF, 0xF8), new SKColor(0xF8, 0xFB, 0xFE), 0, b.Horizon + 20, W, H - b.Horizon);
        for (int i = 0; i < 6; i++)
        {
            float x = (i * 100) + p.Between(-30, 30);
            float y = b.Horizon + p.Between(14, 40);
            float size = p.Between(60, 100);
            Fir(p, x, y, size, new SKColor(0x2F, 0x5C, 0x4C));
            p.Poly(White, x, y - size, x - (size * 0.13f), y - (size * 0.7f), x + (size * 0.13f), y - (size * 0.7f));
        }

        for (int i = 0; i < 7; i++)
        {
            p.Oval(new SKColor(0xD0, 0xDE, 0xEC), p.Between(0, W), p.Between(b.Horizon + 60, H), p.Between(20, 60), 4);
        }
    }

    public static void Desert(Backdrop b)
    {
        Pen p = b.Pen;
        b.Sky(0, 0, W, b.Horizon);
        float peak = p.Between(100, 400);
        p.Shape(new SKColor(0xC9, 0x85, 0x45), $"M0 {b.Horizon + 4} Q{peak} {b.Horizon - 70} {W} {b.Horizon + 4} Z");
        p.Gradient(new SKColor(0xDE, 0xA0, 0x58), new SKColor(0xEE, 0xC0, 0x78), 0, b.Horizon, W, H - b.Horizon);
        p.Shape(new SKColor(0xD2, 0x93, 0x4C), $"M0 {b.Horizon + 40} Q140 {b.Horizon + 10} 300 {b.Horizon + 50} T512 "
            + $"{b.Horizon + 40} L512 {b.Horizon + 60} Q380 {b.Horizon + 60} 260 {b.Horizon + 70} T0 {b.Horizon + 60} "
            + $"Z");
        for (int i = 0; i < 3; i++)
        {
            Cactus(p, (i * 190) + p.Between(10, 90), b.Horizon + p.Between(20, 60), p.Between(50, 95));
        }
    }

    public static void Mountains(Backdrop b)
    {
        Pen p = b.Pen;
        b.Sky(0, 0, W, b.Horizon);
        for (int i = 0; i < 4; i++)
        {
            float x = (i * 150) + p.Between(0, 60);
            float tall = p.Between(110, 175);
            float y = b.Horizon + 6;
            SKColor rock = Mix(new SKColor(0x6C, 0x78, 0x90), new SKColor(0x84, 0x80, 0x8A), p.Between(0, 1));
            p.Poly(rock, x - 130, y, x, y - tall, x + 130, y);
            p.Poly(Mix(rock, Ink, 0.25f), x, y - tall, x + 130, y, x + 20, y);
            p.Poly(White, x, y - tall, x - (tall * 0.24f), y - (tall * 0.68f), x - 6, y - (tall * 0.75f), x + 10,
                y - (tall * 0.62f), x + (tall * 0.24f), y - (tall * 0.68f));
        }

        p.Gradient(new SKColor(0x5C, 0x86, 0x4A), new SKColor(0x7C, 0xA2, 0x5A), 0, b.Horizon, W, H - b.Horizon);
        for (int i = 0; i < 10; i++)
        {
            p.Oval(i % 2 == 0 ? Stone : DarkStone, p.Between(0, W), p.Between(b.Horizon + 12, H), p.Between(6, 20),
                p.Between(4, 10));
        }
    }

    public static void Field(Backdrop b)
    {
        Pen p = b.Pen;
        b.Sky(0, 0, W, b.Horizon);
        p.Oval(new SKColor(0x6E, 0xA0, 0x4E), p.Between(50, 200), b.Horizon + 20, 240, 50);
        p.Gradient(new SKColor(0xC8, 0xB4, 0x4C), new SKColor(0xA8, 0xC0, 0x50), 0, b.Horizon + 14, W, H - b.Horizon);
        float vanish = p.Between(160, 350);
        for (int i = -8; i <= 8; i++)
        {
            p.Line(new SKColor(0x94, 0x9C, 0x3C), 3, vanish + (i * 12), b.Horizon + 16, vanish + (i * 90), H);
        }

        float fence = b.Horizon + 32;
        p.Line(Wood, 3, 0, fence, W, fence);
        p.Line(Wood, 3, 0, fence - 12, W, fence - 12);
        for (int x = 10; x < W; x += 42)
        {
            p.Line(DarkWood, 5, x, fence + 10, x, fence - 20);
        }

        RoundTree(p, p.Between(30, 480), b.Horizon + 18, p.Between(60, 90));
    }

    internal static void RoundTree(Pen p, float x, float y, float size)
    {
        SKColor crown = Mix(new SKColor(0x3C, 0x86, 0x3A), new SKColor(0x5A, 0x9A, 0x3C), p.Between(0, 1));
        p.Line(DarkWood, size * 0.1f, x, y, x, y - (size * 0.45f));
        p.Disc(Mix(crown, Ink, 0.18f), x - (size * 0.2f), y - (size * 0.55f), size * 0.24f);
        p.Disc(crown, x + (size * 0.2f), y - (size * 0.58f), size * 0.25f);
        p.Disc(crown, x, y - (size * 0.75f), size * 0.28f);
    }

    private static void Fir(Pen p, float x, float y, float size, SKColor colour)
    {
        p.Line(DarkWood, size * 0.08f, x, y, x, y - (size * 0.2f));
        for (int i = 0; i < 3; i++)
        {
            float top = y - size + (i * size * 0.22f);
            float half = size * (0.2f + (i * 0.08f));
            p.Poly(colour, x, top, x - half, top + (size * 0.4f), x + half, top + (size * 0.4f));
        }
    }

    private static void Palm(Pen p, float x, float y)
    {
        p.Curve(DarkWood, 8, $"M{x} {y} Q{x + 10} {y - 70} {x + 4} {y - 120}");
        for (int i = 0; i < 6; i++)
        {
            (float sin, float cos) = MathF.SinCos((i * 0.62f) - 0.1f);
            p.Curve(i % 2 == 0 ? Leaf : DarkLeaf, 8, $"M{x + 4} {y - 120} Q{x + 4 + (36 * cos)} "
                + $"{y - 134 - (24 * sin)} {x + 4 + (60 * cos)} {y - 104 - (20 * sin)}");
        }
    }

    private static void Cactus(Pen p, float x, float y, float size)
    {
        p.Line(DarkLeaf, size * 0.17f, x, y, x, y - size);
        p.Line(DarkLeaf, size * 0.13f, x, y - (size * 0.4f), x - (size * 0.3f), y - (size * 0.4f), x - (size * 0.3f),
            y - (size * 0.7f));
        p.Line(DarkLeaf, size * 0.13f, x, y - (size * 0.55f), x + (size * 0.3f), y - (size * 0.55f),
            x + (size * 0.3f), y - (size * 0.82f));
    }
}
