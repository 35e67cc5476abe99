using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws buildings and tents.</summary>
internal static class Buildings
{
    public static void House(Pen p)
    {
        p.Box(DarkStone, 70, 18, 10, 24);
        p.Box(p.Main, 14, 48, 72, 52);
        p.Poly(Mix(Red, DarkWood, 0.5f), 4, 50, 50, 12, 96, 50);
        p.Box(DarkWood, 43, 70, 16, 30);
        p.Disc(Gold, 56, 86, 1.4f);
        Window(p, 22, 60, 14, 14);
        Window(p, 65, 60, 14, 14);
        p.Disc(Glass, 50, 36, 5);
    }

    public static void Church(Pen p)
    {
        p.Box(p.Main, 36, 56, 62, 44);
        p.Poly(Iron, 32, 58, 44, 38, 92, 38, 100, 58);
        p.Box(p.Main, 8, 36, 30, 64);
        p.Poly(Iron, 4, 38, 23, 8, 42, 38);
        p.Line(Gold, 2, 23, 0, 23, 9);
        p.Line(Gold, 2, 20, 3, 26, 3);
        p.Shape(DarkWood, "M16 100 L16 82 Q23 72 30 82 L30 100 Z");
        p.Disc(White, 23, 50, 6);
        p.Line(Ink, 1, 23, 50, 23, 46);
        p.Line(Ink, 1, 23, 50, 26, 51);
        foreach (float x in (float[])[46, 62, 78])
        {
            p.Shape(Glass, $"M{x} 90 L{x} 74 Q{x + 5} 64 {x + 10} 74 L{x + 10} 90 Z");
        }
    }

    public static void Skyscraper(Pen p)
    {
        p.Box(p.Main, 30, 12, 40, 88);
        p.Box(p.Dark, 58, 12, 12, 88);
        p.Box(p.Dark, 40, 4, 20, 9);
        p.Line(Iron, 1.5f, 50, 4, 50, -8);
        for (int row = 0; row < 12; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                p.Box((row + column) % 3 == 0 ? Lamp : Glass, 33.5f + (column * 9), 17 + (row * 6.6f), 6, 4);
            }
        }

        p.Box(Ink, 45, 94, 10, 6);
    }

    public static void Lighthouse(Pen p)
    {
        p.Oval(DarkStone, 50, 98, 34, 7);
        p.Poly(White, 36, 97, 42, 28, 58, 28, 64, 97);
        p.Poly(p.Main, 37.5f, 82, 39, 66, 61, 66, 62.5f, 82);
        p.Poly(p.Main, 40.4f, 52, 41.4f, 38, 58.6f, 38, 59.6f, 52);
        p.Box(Ink, 37, 25, 26, 4);
        p.Box(Lamp, 43, 14, 14, 11);
        p.Poly(p.Main, 40, 14, 50, 3, 60, 14);
        p.Glow(Lamp, 50, 19, 3, 18);
        p.Box(DarkWood, 46, 87, 8, 11, 3);
    }

    public static void Windmill(Pen p)
    {
        p.Poly(p.Main, 32, 100, 39, 42, 61, 42, 68, 100);
        p.Shape(DarkWood, "M37 44 Q50 22 63 44 Z");
        p.Shape(DarkWood, "M45 100 L45 86 Q50 80 55 86 L55 100 Z");
        p.Box(Glass, 46, 58, 8, 9, 1);
        for (int i = 0; i < 4; i++)
        {
            p.Canvas.Save();
            p.Canvas.RotateDegrees(20 + (i * 90), 50, 38);
            p.Line(DarkWood, 2.4f, 50, 38, 50, -2);
            p.Box(White, 51, 0, 9, 30);
            p.Line(Wood, 1, 55, 0, 55, 30);
            p.Line(Wood, 1, 51, 15, 60, 15);
            p.Canvas.Restore();
        }

        p.Disc(Ink, 50, 38, 3.5f);
    }

    public static void Castle(Pen p)
    {
        p.Box(p.Main, 20, 54, 60, 46);
        p.Box(p.Main, 38, 30, 24, 40);
        foreach (float x in (float[])[4, 76])
        {
            p.Box(p.Dark, x, 38, 20, 62);
            p.Poly(Red, x - 3, 38, x + 10, 12, x + 23, 38);
            p.Box(Ink, x + 8, 52, 4, 10, 2);
        }

        for (int i = 0; i < 4; i++)
        {
            p.Box(p.Main, 25 + (i * 13.5f), 47, 8, 9);
        }

        p.Poly(Red, 35, 31, 50, 6, 65, 31);
        p.Line(Ink, 1.4f, 50, 6, 50, -6);
        p.Poly(Gold, 50, -6, 62, -2, 50, 2);
        p.Shape(DarkWood, "M40 100 L40 82 Q50 66 60 82 L60 100 Z");
        p.Box(Ink, 48, 42, 4, 9, 2);
    }

    public static void Barn(Pen p)
    {
        p.Poly(p.Main, 12, 100, 12, 52, 26, 28, 50, 16, 74, 28, 88, 52, 88, 100);
        p.Line(White, 4, 8, 54, 25, 27, 50, 14, 75, 27, 92, 54);
        p.Box(p.Dark, 34, 64, 32, 36);
        p.Line(White, 2.5f, 34, 64, 66, 64, 66, 99, 34, 99, 34, 64);
        p.Line(White, 2.5f, 34, 64, 66, 99);
        p.Line(White, 2.5f, 66, 64, 34, 99);
        p.Box(White, 43, 36, 14, 14);
        p.Box(Ink, 45, 38, 10, 10);
    }

    public static void Tent(Pen p)
    {
        p.Poly(p.Dark, 50, 36, 78, 30, 100, 96, 84, 99);
        p.Poly(p.Main, 50, 34, 8, 99, 88, 99);
        p.Poly(Ink, 48, 46, 34, 99, 60, 99);
        p.Poly(p.Pale, 48, 46, 34, 99, 26, 99);
        p.Line(DarkWood, 1.4f, 50, 34, 0, 98);
        p.Line(DarkWood, 1.6f, 50, 30, 50, 40);
    }

    public static void Igloo(Pen p)
    {
        p.Shape(Mix(White, Glass, 0.3f), "M4 99 Q4 40 48 40 Q92 40 92 99 Z");
        foreach (float y in (float[])[58, 72, 86])
        {
            p.Curve(Steel, 1.6f, $"M{6 + ((86 - y) * 0.35f)} {y} Q48 {y - 6} {90 - ((86 - y) * 0.35f)} {y}");
        }

        p.Line(Steel, 1.6f, 32, 44, 28, 55);
        p.Line(Steel, 1.6f, 60, 43, 64, 54);
        p.Line(Steel, 1.6f, 20, 58, 18, 70);
        p.Line(Steel, 1.6f, 46, 56, 46, 68);
        p.Line(Steel, 1.6f, 30, 72, 28, 84);
        p.Shape(Foam, "M54 99 L54 82 Q70 62 88 82 L88 99 Z");
        p.Shape(Ink, "M61 99 L61 86 Q70 74 81 86 L81 99 Z");
    }

    public static void Bridge(Pen p)
    {
        p.Box(p.Main, 18, 24, 7, 76);
        p.Box(p.Main, 75, 24, 7, 76);
        p.Curve(p.Main, 3, "M0 64 Q14 50 21 26 Q50 92 78 26 Q86 50 100 64");
        for (int i = 0; i < 8; i++)
        {
            float x = 29 + (i * 6);
            float fall = 1 - MathF.Abs((x - 50) / 29);
            p.Line(p.Dark, 1.2f, x, 26 + (fall * 33), x, 68);
        }

        p.Box(p.Dark, 0, 66, 100, 8);
    }

    private static void Window(Pen p, float x, float y, float width, float height)
    {
        p.Box(White, x - 1.5f, y - 1.5f, width + 3, height + 3);
        p.Box(Glass, x, y, width, height);
        p.Line(White, 1.5f, x + (width / 2), y, x + (width / 2), y + height);
        p.Line(White, 1.5f, x, y + (height / 2), x + width, y + (height / 2));
    }
}
