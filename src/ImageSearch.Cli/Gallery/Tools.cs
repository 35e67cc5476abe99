using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws tools and small things that lie or stand on a table.</summary>
internal static class Tools
{
    public static void Hammer(Pen p)
    {
        p.Line(p.Main, 9, 12, 92, 62, 50);
        p.Line(DarkWood, 9, 12, 92, 20, 85);
        p.Poly(Iron, 46, 38, 60, 26, 88, 56, 74, 70);
        p.Poly(Steel, 74, 70, 88, 56, 94, 62, 80, 76);
        p.Shape(Iron, "M46 38 L60 26 Q50 16 34 22 Q44 28 46 38 Z");
    }

    public static void Saw(Pen p)
    {
        p.Poly(Steel, 34, 56, 98, 66, 98, 74, 34, 92);
        for (int i = 0; i < 12; i++)
        {
            float x = 36 + (i * 5.2f);
            float y = 91.5f - (i * 1.47f);
            p.Poly(Iron, x, y, x + 5, y - 1.5f, x + 3, y + 6);
        }

        p.Shape(p.Main, "M36 52 Q14 44 4 62 Q0 84 14 96 Q30 100 38 92 Z");
        p.Shape(p.Dark, "M26 62 Q14 62 13 74 Q15 86 27 84 Z");
    }

    public static void Scissors(Pen p)
    {
        p.Poly(Steel, 44, 66, 90, 22, 96, 30, 52, 70);
        p.Poly(Iron, 44, 68, 96, 76, 94, 86, 44, 76);
        p.Ring(p.Main, 7, 22, 52, 14);
        p.Ring(p.Main, 7, 22, 84, 14);
        p.Line(p.Main, 7, 33, 60, 48, 69);
        p.Line(p.Main, 7, 34, 78, 48, 71);
        p.Disc(Ink, 50, 70, 3);
    }

    public static void Screwdriver(Pen p)
    {
        p.Line(Steel, 5, 46, 64, 90, 40);
        p.Poly(Steel, 86, 38, 96, 32, 99, 38, 90, 45);
        p.Line(p.Main, 16, 12, 84, 40, 68);
        p.Line(p.Dark, 3, 10, 80, 38, 64);
        p.Line(p.Pale, 2.5f, 15, 88, 42, 73);
        p.Line(Ink, 12, 44, 66, 46, 65);
    }

    public static void Wrench(Pen p)
    {
        p.Line(p.Main, 11, 26, 86, 72, 48);
        p.Ring(p.Main, 9, 20, 88, 9);
        p.Shape(p.Main, "M62 54 Q56 34 74 26 L80 42 L90 38 L88 24 Q104 34 94 52 Q82 66 62 54 Z");
        p.Line(p.Dark, 2.5f, 34, 80, 64, 56);
    }

    public static void Book(Pen p)
    {
        p.Poly(p.Dark, 4, 96, 4, 46, 50, 54, 96, 46, 96, 96, 50, 100);
        p.Shape(White, "M9 90 L9 42 Q32 38 50 50 L50 96 Q32 86 9 90 Z");
        p.Shape(Cream, "M91 90 L91 42 Q68 38 50 50 L50 96 Q68 86 91 90 Z");
        for (int i = 0; i < 4; i++)
        {
            p.Line(Iron, 1.5f, 15, 52 + (i * 9), 43, 57 + (i * 9));
            p.Line(Iron, 1.5f, 57, 57 + (i * 9), 85, 52 + (i * 9));
        }

        p.Poly(p.Main, 4, 96, 4, 46, 9, 46, 9, 91, 50, 97, 91, 91, 91, 46, 96, 46, 96, 96, 50, 100);
    }

    public static void Clock(Pen p)
    {
        p.Line(Ink, 5, 28, 92, 22, 99);
        p.Line(Ink, 5, 72, 92, 78, 99);
        p.Disc(p.Dark, 28, 24, 13);
        p.Disc(p.Dark, 72, 24, 13);
        p.Disc(p.Main, 50, 60, 38);
        p.Disc(White, 50, 60, 30);
        for (int i = 0; i < 12; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.Tau / 12);
            p.Line(Ink, 2, 50 + (25 * cos), 60 + (25 * sin), 50 + (28 * cos), 60 + (28 * sin));
        }

        p.Line(Ink, 3.5f, 50, 60, 50, 40);
        p.Line(Ink, 3.5f, 50, 60, 64, 66);
        p.Disc(Red, 50, 60, 3);
    }

    public static void TableLamp(Pen p)
    {
        p.Glow(Lamp, 50, 48, 8, 46);
        p.Oval(DarkWood, 50, 96, 20, 4);
        p.Line(DarkWood, 5, 50, 50, 50, 94);
        p.Poly(p.Main, 32, 10, 68, 10, 86, 54, 14, 54);
        p.Poly(p.Pale, 40, 10, 52, 10, 50, 54, 26, 54);
    }

    public static void Phone(Pen p)
    {
        p.Box(p.Main, 26, 8, 48, 91, 8);
        p.Box(Water, 30, 18, 40, 68, 2);
        p.Disc(White, 50, 92.5f, 3.5f);
        p.Box(Ink, 43, 12, 14, 2.5f, 1);
        for (int i = 0; i < 9; i++)
        {
            p.Box(i % 3 == 0 ? Gold : i % 3 == 1 ? White : Leaf, 34 + (i % 3 * 12), 24 + (i / 3 * 14), 8, 8, 2);
        }
    }

    public static void Camera(Pen p)
    {
        p.Box(p.Dark, 34, 34, 32, 16, 3);
        p.Box(Red, 12, 38, 12, 8, 2);
        p.Box(p.Main, 4, 44, 92, 54, 8);
        p.Box(p.Dark, 4, 58, 92, 26);
        p.Disc(Steel, 50, 71, 24);
        p.Disc(Ink, 50, 71, 19);
        p.Disc(Water, 50, 71, 11);
        p.Disc(White, 45, 66, 4);
        p.Box(Lamp, 76, 48, 13, 7, 1);
    }

    public static void Laptop(Pen p)
    {
        p.Poly(Iron, 18, 84, 14, 30, 18, 28, 82, 28, 86, 30, 82, 84);
        p.Poly(Water, 20, 80, 18, 33, 82, 33, 80, 80);
        p.Box(White, 26, 40, 26, 4);
        p.Box(White, 26, 50, 40, 3);
        p.Box(White, 26, 58, 34, 3);
        p.Poly(Steel, 16, 84, 84, 84, 100, 98, 0, 98);
        p.Poly(Ink, 22, 86, 78, 86, 84, 92, 16, 92);
    }

    public static void PottedPlant(Pen p)
    {
        p.Shape(Leaf, "M50 70 Q20 58 12 28 Q40 34 50 70 Z");
        p.Shape(DarkLeaf, "M50 70 Q38 34 50 4 Q64 34 50 70 Z");
        p.Shape(Leaf, "M50 70 Q80 58 88 28 Q60 34 50 70 Z");
        p.Shape(DarkLeaf, "M50 72 Q24 72 6 56 Q32 50 50 72 Z");
        p.Shape(DarkLeaf, "M50 72 Q76 72 94 56 Q68 50 50 72 Z");
        p.Poly(p.Main, 28, 72, 72, 72, 66, 99, 34, 99);
        p.Box(p.Dark, 25, 68, 50, 8, 2);
    }

    public static void Vase(Pen p)
    {
        foreach ((float x, float y) in ((float, float)[])[(30, 20), (50, 10), (70, 20), (40, 32), (62, 32)])
        {
            p.Line(DarkLeaf, 2.4f, 50, 62, x, y);
            for (int i = 0; i < 5; i++)
            {
                (float sin, float cos) = MathF.SinCos(i * MathF.Tau / 5);
                p.Disc(p.Main, x + (6 * cos), y + (6 * sin), 5);
            }

            p.Disc(Gold, x, y, 4);
        }

        p.Shape(Mix(Glass, Water, 0.4f), "M36 54 L64 54 Q58 66 70 80 Q72 98 60 99 L40 99 Q28 98 30 80 Q42 66 36 54 Z");
    }
}
