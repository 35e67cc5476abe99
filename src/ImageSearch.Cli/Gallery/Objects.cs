using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws things that stand on the ground or fly in the air.</summary>
internal static class Objects
{
    public static void Chair(Pen p)
    {
        p.Line(p.Dark, 5, 34, 62, 34, 92);
        p.Line(p.Dark, 5, 72, 62, 74, 92);
        p.Line(p.Main, 6, 28, 8, 28, 98);
        p.Line(p.Main, 6, 66, 68, 66, 98);
        p.Line(p.Main, 4, 40, 10, 40, 58);
        p.Line(p.Main, 5, 28, 12, 42, 12);
        p.Line(p.Main, 5, 28, 28, 42, 28);
        p.Line(p.Main, 5, 28, 42, 42, 42);
        p.Poly(p.Pale, 25, 66, 38, 56, 78, 56, 70, 68);
        p.Box(p.Main, 25, 65, 46, 6, 2);
    }

    public static void Ladder(Pen p)
    {
        p.Line(p.Main, 5, 30, 98, 38, 4);
        p.Line(p.Main, 5, 70, 98, 62, 4);
        for (int i = 0; i < 7; i++)
        {
            float y = 14 + (i * 12.5f);
            float half = 12.5f + ((y - 4) * 0.085f);
            p.Line(p.Dark, 4, 50 - half, y, 50 + half, y);
        }
    }

    public static void Guitar(Pen p)
    {
        p.Canvas.Save();
        p.Canvas.RotateDegrees(18, 50, 60);
        p.Line(DarkWood, 6, 50, 50, 50, 10);
        p.Box(Ink, 44, 0, 12, 13, 2);
        p.Disc(p.Main, 50, 56, 15);
        p.Disc(p.Main, 50, 80, 21);
        p.Box(p.Main, 38, 56, 24, 22);
        p.Disc(Ink, 50, 66, 7);
        p.Box(DarkWood, 41, 83, 18, 4);
        p.Line(Cream, 1, 48, 8, 48, 84);
        p.Line(Cream, 1, 52, 8, 52, 84);
        p.Canvas.Restore();
    }

    public static void Umbrella(Pen p)
    {
        p.Curve(DarkWood, 3.5f, "M50 12 L50 88 Q50 98 60 96 Q66 94 66 88");
        p.Shape(p.Main, "M2 54 Q6 10 50 10 Q94 10 98 54 Q88 44 78 54 Q66 44 50 54 Q34 44 22 54 Q12 44 2 54 Z");
        p.Shape(p.Pale, "M50 10 Q30 22 22 54 Q34 44 50 54 Z");
        p.Shape(p.Dark, "M50 10 Q86 20 98 54 Q88 44 78 54 Q74 26 50 10 Z");
        p.Line(Ink, 2.5f, 50, 10, 50, 4);
    }

    public static void Ball(Pen p)
    {
        p.Disc(p.Main, 50, 56, 42);
        p.Shape(White, "M50 14 Q30 56 50 98 Q70 56 50 14 Z");
        p.Curve(White, 6, "M10 44 Q24 56 10 70");
        p.Curve(White, 6, "M90 44 Q76 56 90 70");
        p.Disc(p.Dark, 50, 18, 5);
    }

    public static void Suitcase(Pen p)
    {
        p.Curve(Ink, 5, "M38 38 L38 26 L62 26 L62 38");
        p.Box(p.Main, 8, 36, 84, 58, 8);
        p.Box(p.Dark, 22, 36, 8, 58);
        p.Box(p.Dark, 70, 36, 8, 58);
        p.Box(Gold, 44, 46, 12, 8, 2);
        p.Disc(Ink, 20, 96, 4);
        p.Disc(Ink, 80, 96, 4);
    }

    public static void Bench(Pen p)
    {
        p.Line(Iron, 5, 14, 50, 18, 98);
        p.Line(Iron, 5, 86, 50, 82, 98);
        foreach (float y in (float[])[48, 57, 66])
        {
            p.Box(p.Main, 4, y, 92, 6, 2);
        }

        p.Poly(p.Pale, 6, 76, 94, 76, 99, 84, 1, 84);
        p.Box(p.Main, 1, 83, 98, 4, 1);
    }

    public static void Flower(Pen p)
    {
        p.Curve(Leaf, 4, "M50 40 Q46 70 50 99");
        p.Shape(Leaf, "M49 80 Q24 78 18 58 Q42 58 49 80 Z");
        p.Shape(DarkLeaf, "M49 88 Q74 84 80 66 Q56 66 49 88 Z");
        for (int i = 0; i < 8; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.Tau / 8);
            p.Disc(i % 2 == 0 ? p.Main : p.Dark, 50 + (18 * cos), 32 + (18 * sin), 11);
        }

        p.Disc(Gold, 50, 32, 12);
        p.Disc(Orange, 50, 32, 6);
    }

    public static void Tree(Pen p)
    {
        p.Poly(DarkWood, 42, 99, 46, 50, 55, 50, 60, 99);
        p.Disc(p.Dark, 28, 46, 20);
        p.Disc(p.Dark, 72, 46, 20);
        p.Disc(p.Main, 50, 52, 20);
        p.Disc(p.Main, 38, 26, 21);
        p.Disc(p.Main, 62, 26, 21);
        p.Disc(p.Pale, 44, 20, 9);
    }

    public static void Snowman(Pen p)
    {
        p.Disc(Mix(White, Steel, 0.35f), 51, 78, 24);
        p.Disc(White, 49, 77, 22);
        p.Disc(Mix(White, Steel, 0.35f), 51, 45, 18);
        p.Disc(White, 49, 44, 16);
        p.Disc(White, 50, 22, 13);
        p.Line(DarkWood, 2.5f, 35, 42, 12, 28);
        p.Line(DarkWood, 2.5f, 65, 42, 88, 30);
        p.Box(Ink, 35, 9, 30, 4);
        p.Box(Ink, 41, -6, 18, 16);
        p.Poly(Orange, 51, 21, 70, 25, 51, 27);
        p.Disc(Ink, 45, 19, 1.9f);
        p.Disc(Ink, 56, 19, 1.9f);
        p.Line(p.Main, 5, 38, 33, 61, 34);
        p.Line(p.Main, 5, 58, 35, 62, 52);
        p.Disc(Ink, 50, 46, 1.8f);
        p.Disc(Ink, 50, 72, 1.8f);
        p.Disc(Ink, 50, 82, 1.8f);
    }

    public static void Kite(Pen p)
    {
        p.Curve(White, 1.2f, "M50 68 Q30 80 40 90 Q50 98 30 112");
        p.Poly(p.Main, 50, 2, 84, 32, 50, 70, 16, 32);
        p.Poly(p.Pale, 50, 2, 84, 32, 50, 32);
        p.Poly(p.Dark, 16, 32, 50, 32, 50, 70);
        p.Line(DarkWood, 1.5f, 50, 2, 50, 70);
        p.Line(DarkWood, 1.5f, 16, 32, 84, 32);
        p.Poly(Gold, 34, 78, 26, 74, 26, 84);
        p.Poly(Gold, 42, 94, 52, 90, 50, 100);
    }

    public static void Balloon(Pen p)
    {
        p.Curve(White, 1.4f, "M50 72 Q42 84 52 92 Q58 98 50 106");
        p.Shape(p.Main, "M50 2 C18 2 16 42 50 70 C84 42 82 2 50 2 Z");
        p.Poly(p.Dark, 50, 67, 44, 75, 56, 75);
        p.Oval(p.Pale, 38, 22, 6, 10);
    }

    public static void Television(Pen p)
    {
        p.Box(DarkWood, 10, 88, 80, 11, 2);
        p.Box(Ink, 44, 80, 12, 9);
        p.Box(Ink, 2, 24, 96, 58, 4);
        p.Box(p.Main, 7, 29, 86, 48, 2);
        p.Poly(p.Pale, 12, 77, 40, 46, 56, 62, 68, 52, 88, 77);
        p.Disc(Lamp, 76, 40, 6);
    }
}
