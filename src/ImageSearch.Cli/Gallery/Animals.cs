using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws pets and farm animals, seen from the side and looking right.</summary>
internal static class Animals
{
    public static void Dog(Pen p)
    {
        p.Curve(p.Main, 6, "M22 58 Q8 50 10 34");
        Legs(p, p.Main, 7, 70, 98, 27, 37, 62, 71);
        p.Box(p.Main, 19, 48, 60, 27, 13);
        p.Poly(p.Main, 62, 54, 70, 26, 86, 34, 78, 66);
        p.Disc(p.Main, 78, 34, 13);
        p.Box(p.Main, 78, 33, 22, 12, 6);
        p.Oval(Ink, 98, 36, 3.5f, 3);
        p.Oval(p.Dark, 70, 38, 5.5f, 13);
        p.Disc(Ink, 82, 30, 2);
        p.Line(Red, 4, 65, 50, 78, 55);
    }

    public static void Cat(Pen p)
    {
        p.Curve(p.Main, 7, "M68 92 Q98 92 90 62 Q86 52 92 46");
        p.Shape(p.Main, "M50 40 C28 48 22 80 26 98 L74 98 C78 80 72 48 50 40 Z");
        p.Poly(p.Main, 26, 34, 27, 4, 46, 20);
        p.Poly(p.Main, 74, 34, 73, 4, 54, 20);
        p.Poly(Pink, 30, 24, 30, 11, 39, 19);
        p.Poly(Pink, 70, 24, 70, 11, 61, 19);
        p.Oval(p.Main, 50, 32, 25, 20);
        p.Oval(Gold, 40, 29, 5, 5);
        p.Oval(Gold, 60, 29, 5, 5);
        p.Oval(Ink, 40, 29, 1.6f, 4.5f);
        p.Oval(Ink, 60, 29, 1.6f, 4.5f);
        p.Poly(Pink, 46, 37, 54, 37, 50, 42);
        p.Line(p.Dark, 1.2f, 42, 40, 20, 37);
        p.Line(p.Dark, 1.2f, 42, 42, 20, 45);
        p.Line(p.Dark, 1.2f, 58, 40, 80, 37);
        p.Line(p.Dark, 1.2f, 58, 42, 80, 45);
        p.Line(p.Dark, 1.5f, 43, 97, 43, 76);
        p.Line(p.Dark, 1.5f, 57, 97, 57, 76);
        p.Oval(p.Pale, 50, 62, 10, 13);
    }

    public static void Horse(Pen p)
    {
        p.Curve(p.Dark, 7, "M14 48 Q2 58 6 80");
        Equine(p);
        p.Shape(p.Dark, "M56 44 Q60 20 78 6 L72 6 Q54 16 50 42 Z");
    }

    public static void Zebra(Pen p)
    {
        p.Main = White;
        p.Curve(Ink, 5, "M14 48 Q4 58 8 74");
        Equine(p);
        p.Shape(Ink, "M57 42 Q60 20 78 6 L73 5 Q55 16 51 40 Z");
        for (int i = 0; i < 6; i++)
        {
            float x = 20 + (i * 7.5f);
            p.Line(Ink, 3, x, 42, x + 2, 55, x - 1, 63);
        }

        p.Line(Ink, 2.5f, 62, 33, 73, 40);
        p.Line(Ink, 2.5f, 67, 25, 77, 31);
        p.Line(Ink, 2.5f, 84, 16, 82, 24);
        foreach (float x in (float[])[19, 29, 57, 66])
        {
            p.Line(Ink, 2.5f, x - 3, 72, x + 3, 73);
            p.Line(Ink, 2.5f, x - 3, 82, x + 3, 83);
        }
    }

    public static void Cow(Pen p)
    {
        p.Curve(p.Dark, 3, "M12 46 Q4 60 8 78");
        p.Oval(p.Dark, 8, 80, 3, 5);
        Legs(p, p.Main, 8, 66, 98, 20, 31, 60, 70);
        p.Oval(Pink, 50, 74, 9, 6);
        p.Box(p.Main, 12, 38, 64, 36, 12);
        p.Oval(p.Contrast, 28, 50, 10, 8);
        p.Oval(p.Contrast, 52, 62, 11, 7);
        p.Oval(p.Contrast, 58, 44, 7, 5);
        p.Curve(Cream, 4, "M76 24 Q72 16 76 10");
        p.Curve(Cream, 4, "M90 24 Q96 16 92 10");
        p.Shape(p.Main, "M68 44 L72 24 L94 24 L96 50 L78 56 Z");
        p.Oval(p.Dark, 68, 28, 7, 4);
        p.Box(Pink, 80, 44, 20, 14, 7);
        p.Disc(Ink, 86, 50, 1.6f);
        p.Disc(Ink, 94, 50, 1.6f);
        p.Disc(Ink, 86, 34, 2.4f);
    }

    public static void Sheep(Pen p)
    {
        Legs(p, Ink, 6, 68, 98, 30, 40, 58, 67);
        foreach ((float x, float y, float r) in ((float, float, float)[])
            [(30, 56, 16), (44, 48, 16), (60, 50, 16), (70, 60, 13), (28, 66, 13), (48, 68, 16), (63, 68, 13)])
        {
            p.Disc(Mix(p.Main, Steel, 0.35f), x, y + 1.5f, r + 1);
            p.Disc(p.Main, x, y, r);
        }

        p.Oval(Ink, 82, 46, 10, 14);
        p.Oval(Ink, 70, 42, 7, 4);
        p.Disc(p.Main, 79, 33, 9);
        p.Disc(White, 85, 42, 2.6f);
        p.Disc(Ink, 86, 42, 1.3f);
    }

    public static void Pig(Pen p)
    {
        p.Curve(p.Dark, 3, "M14 56 Q4 54 6 46 Q12 42 11 50");
        Legs(p, p.Main, 9, 74, 98, 26, 38, 58, 68);
        p.Oval(p.Main, 45, 60, 34, 22);
        p.Disc(p.Main, 77, 54, 17);
        p.Poly(p.Dark, 64, 44, 66, 28, 77, 40);
        p.Oval(p.Dark, 92, 58, 7, 8);
        p.Oval(Ink, 90, 58, 1.4f, 2.2f);
        p.Oval(Ink, 95, 58, 1.4f, 2.2f);
        p.Disc(Ink, 80, 49, 2.2f);
    }

    public static void Rabbit(Pen p)
    {
        p.Disc(White, 18, 84, 9);
        p.Oval(p.Main, 40, 78, 26, 21);
        p.Oval(p.Dark, 34, 94, 17, 5);
        p.Oval(p.Main, 62, 94, 10, 5);
        p.Shape(p.Main, "M56 44 Q40 14 50 4 Q60 8 64 42 Z");
        p.Shape(p.Main, "M66 42 Q66 8 76 2 Q84 14 74 46 Z");
        p.Shape(Pink, "M57 36 Q48 16 52 10 Q58 16 61 36 Z");
        p.Shape(Pink, "M69 36 Q70 14 75 8 Q79 18 72 38 Z");
        p.Oval(p.Main, 68, 56, 18, 16);
        p.Disc(Ink, 72, 52, 2.8f);
        p.Disc(Pink, 86, 57, 3);
        p.Line(p.Dark, 1, 80, 60, 98, 56);
        p.Line(p.Dark, 1, 80, 62, 98, 64);
    }

    public static void Chicken(Pen p)
    {
        p.Line(Orange, 3, 44, 80, 44, 97, 52, 98);
        p.Line(Orange, 3, 56, 80, 56, 97, 64, 98);
        p.Shape(p.Dark, "M30 60 Q2 50 8 24 Q16 34 20 30 Q22 42 36 46 Z");
        p.Shape(p.Main, "M22 48 Q26 84 52 84 Q78 82 76 48 L78 26 Q72 14 62 26 Q60 46 44 50 Z");
        p.Oval(p.Dark, 46, 62, 15, 10);
        p.Disc(Red, 66, 13, 5);
        p.Disc(Red, 73, 12, 5);
        p.Disc(p.Main, 70, 25, 10);
        p.Poly(Orange, 78, 22, 92, 27, 78, 31);
        p.Oval(Red, 79, 35, 3, 5);
        p.Disc(Ink, 73, 23, 2);
    }

    public static void Duck(Pen p)
    {
        p.Shape(p.Main, "M4 56 Q14 64 26 58 Q46 52 58 62 L60 40 Q78 24 84 46 Q88 88 52 92 Q14 94 4 56 Z");
        p.Oval(p.Dark, 42, 73, 18, 10);
        p.Disc(p.Main, 70, 40, 16);
        p.Shape(Orange, "M82 38 Q98 38 100 46 Q92 50 82 48 Z");
        p.Disc(Ink, 74, 36, 2.6f);
        p.Line(Orange, 3, 44, 91, 44, 99, 52, 99);
        p.Line(Orange, 3, 58, 91, 58, 99, 66, 99);
    }

    /// <summary>Draws four legs, the far pair darker.</summary>
    internal static void Legs(Pen p, SkiaSharp.SKColor color, float width, float top, float foot,
        params ReadOnlySpan<float> xs)
    {
        for (int i = 0; i < xs.Length; i++)
        {
            SkiaSharp.SKColor shade = i % 2 == 1 ? Mix(color, SkiaSharp.SKColors.Black, 0.22f) : color;
            p.Line(shade, width, xs[i], top, xs[i], foot - (width / 2));
        }
    }

    private static void Equine(Pen p)
    {
        Legs(p, p.Main, 6, 56, 99, 19, 29, 57, 66);
        p.Oval(p.Main, 41, 52, 31, 15);
        p.Poly(p.Main, 52, 46, 74, 12, 88, 18, 70, 60);
        p.Shape(p.Main, "M72 12 L82 6 L98 28 Q98 36 90 35 L76 26 Z");
        p.Poly(p.Main, 74, 12, 76, 1, 82, 10);
        p.Disc(Ink, 83, 15, 2);
        p.Disc(Ink, 94, 29, 1.4f);
    }
}
