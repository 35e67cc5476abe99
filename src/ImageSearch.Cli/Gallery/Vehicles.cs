using SkiaSharp;
using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws vehicles, seen from the side.</summary>
internal static class Vehicles
{
    public static void Car(Pen p)
    {
        p.Shape(p.Main, "M20 70 Q28 48 40 48 L64 48 Q74 50 82 70 Z");
        p.Poly(Glass, 28, 69, 36, 53, 49, 53, 49, 69);
        p.Poly(Glass, 53, 69, 53, 53, 65, 53, 75, 69);
        p.Box(p.Main, 1, 68, 98, 22, 8);
        p.Box(p.Dark, 1, 82, 98, 6, 3);
        p.Oval(Lamp, 95, 75, 4, 4);
        p.Box(Red, 1, 73, 4, 6, 1);
        p.Line(p.Dark, 1.5f, 51, 70, 51, 84);
        Wheel(p, 22, 89, 11);
        Wheel(p, 78, 89, 11);
    }

    public static void Bus(Pen p)
    {
        p.Box(p.Main, 1, 34, 98, 57, 6);
        p.Box(p.Dark, 1, 74, 98, 6);
        for (int i = 0; i < 5; i++)
        {
            p.Box(Glass, 5 + (i * 15.5f), 42, 12.5f, 20, 2);
        }

        p.Box(Glass, 84, 42, 13, 42, 2);
        p.Line(p.Dark, 1.5f, 90.5f, 42, 90.5f, 84);
        p.Box(White, 60, 36, 26, 5, 1);
        p.Oval(Lamp, 96, 85, 3, 3);
        Wheel(p, 22, 90, 10);
        Wheel(p, 72, 90, 10);
    }

    public static void Truck(Pen p)
    {
        p.Box(Iron, 2, 80, 96, 8);
        p.Box(White, 1, 32, 62, 50, 2);
        p.Line(Steel, 2, 16, 34, 16, 80);
        p.Line(Steel, 2, 32, 34, 32, 80);
        p.Line(Steel, 2, 48, 34, 48, 80);
        p.Shape(p.Main, "M66 86 L66 44 L86 44 L97 64 L99 86 Z");
        p.Poly(Glass, 72, 62, 72, 49, 84, 49, 91, 62);
        p.Oval(Lamp, 96, 76, 3, 3);
        Wheel(p, 16, 89, 10);
        Wheel(p, 38, 89, 10);
        Wheel(p, 81, 89, 10);
    }

    public static void FireTruck(Pen p)
    {
        p.Box(p.Main, 1, 52, 98, 36, 4);
        p.Box(p.Main, 70, 40, 29, 30, 5);
        p.Box(Glass, 76, 46, 20, 14, 2);
        p.Box(White, 1, 72, 98, 5);
        p.Line(Steel, 2.5f, 4, 46, 66, 34);
        p.Line(Steel, 2.5f, 4, 40, 66, 28);
        for (int i = 0; i < 6; i++)
        {
            p.Line(Steel, 2, 8 + (i * 10.4f), 45 - (i * 2), 8 + (i * 10.4f), 39 - (i * 2));
        }

        p.Box(Water, 80, 34, 10, 7, 3);
        p.Box(Steel, 8, 57, 14, 12);
        p.Box(Steel, 28, 57, 14, 12);
        p.Box(Steel, 48, 57, 14, 12);
        Wheel(p, 20, 89, 10);
        Wheel(p, 80, 89, 10);
    }

    public static void Bicycle(Pen p)
    {
        Cycle(p);
        p.Line(Ink, 4, 32, 46, 46, 46);
        p.Curve(Ink, 3, "M66 50 L64 40 Q74 36 78 44");
    }

    public static void Motorcycle(Pen p)
    {
        Wheel(p, 20, 82, 17);
        Wheel(p, 80, 82, 17);
        p.Line(Steel, 5, 80, 82, 66, 48);
        p.Line(Ink, 4, 66, 48, 56, 44);
        p.Shape(p.Main, "M40 56 Q52 46 68 56 L62 70 L42 70 Z");
        p.Shape(Ink, "M8 56 Q26 52 42 60 L42 68 L20 66 Z");
        p.Box(Iron, 38, 68, 24, 17, 4);
        p.Line(Steel, 5, 44, 86, 6, 90);
        p.Shape(p.Main, "M2 72 Q8 60 24 62 L20 66 Q8 66 4 76 Z");
        p.Disc(Lamp, 72, 52, 5);
    }

    public static void Train(Pen p)
    {
        p.Line(DarkWood, 4, 0, 98, 100, 98);
        p.Box(p.Main, 0, 46, 44, 38, 4);
        p.Shape(p.Main, "M48 84 L48 46 L80 46 Q98 56 100 84 Z");
        p.Box(p.Dark, 0, 72, 98, 6);
        p.Line(Iron, 4, 44, 80, 48, 80);
        foreach (float x in (float[])[4, 17, 30, 52, 65])
        {
            p.Box(Glass, x, 52, 10, 14, 2);
        }

        p.Shape(Glass, "M79 66 L79 52 Q90 56 94 66 Z");
        foreach (float x in (float[])[10, 34, 57, 84])
        {
            p.Disc(Ink, x, 89, 7);
            p.Disc(Steel, x, 89, 3);
        }

        p.Curve(Ink, 2, "M22 46 L28 38 L22 30 L40 30");
    }

    public static void Airplane(Pen p)
    {
        p.Poly(p.Main, 8, 50, 2, 24, 14, 24, 28, 46);
        p.Shape(White, "M4 46 Q10 42 60 42 Q90 42 100 54 Q90 62 60 62 L30 62 Q8 60 4 46 Z");
        p.Shape(p.Main, "M6 52 L99 54 Q90 62 60 62 L30 62 Q12 61 6 52 Z");
        p.Poly(p.Dark, 60, 55, 42, 55, 20, 84, 30, 84);
        p.Poly(p.Dark, 54, 44, 44, 44, 34, 26, 40, 26);
        for (int i = 0; i < 7; i++)
        {
            p.Disc(Water, 28 + (i * 8), 48, 2);
        }

        p.Poly(Glass, 86, 48, 94, 51, 86, 52);
    }

    public static void Helicopter(Pen p)
    {
        p.Line(Iron, 3, 58, 24, 58, 34);
        p.Line(Ink, 2.5f, 14, 24, 100, 22);
        p.Poly(p.Main, 46, 44, 6, 42, 4, 48, 44, 60);
        p.Poly(p.Dark, 12, 46, 2, 28, 10, 30, 18, 44);
        p.Line(Ink, 2, 0, 30, 10, 44);
        p.Oval(p.Main, 62, 52, 27, 19);
        p.Shape(Glass, "M66 38 Q88 40 88 56 L66 56 Z");
        p.Line(Iron, 2.5f, 52, 68, 48, 80);
        p.Line(Iron, 2.5f, 72, 68, 76, 80);
        p.Line(Iron, 3, 34, 81, 90, 81);
    }

    public static void Sailboat(Pen p)
    {
        p.Line(DarkWood, 3, 48, 6, 48, 80);
        p.Shape(p.Main, "M51 8 Q90 44 92 72 L51 72 Z");
        p.Shape(White, "M45 14 Q18 50 12 72 L45 72 Z");
        p.Shape(DarkWood, "M4 78 L96 78 Q88 98 74 98 L24 98 Q10 96 4 78 Z");
        p.Line(White, 2.5f, 9, 84, 91, 84);
    }

    public static void Ship(Pen p)
    {
        p.Box(White, 22, 52, 46, 18, 2);
        p.Box(White, 30, 40, 28, 14, 2);
        p.Box(Red, 36, 20, 11, 22);
        p.Box(Ink, 36, 20, 11, 6);
        p.Disc(Steel.WithAlpha(170), 36, 14, 6);
        p.Disc(Steel.WithAlpha(130), 26, 9, 8);
        for (int i = 0; i < 5; i++)
        {
            p.Disc(Water, 28 + (i * 8.5f), 61, 2.6f);
        }

        p.Shape(p.Main, "M2 70 L100 66 Q92 98 80 98 L16 98 Q6 92 2 70 Z");
        p.Shape(p.Dark, "M8 88 L90 88 Q86 98 80 98 L16 98 Q11 95 8 88 Z");
    }

    public static void Tractor(Pen p)
    {
        p.Box(Ink, 70, 34, 5, 22);
        p.Box(p.Main, 44, 52, 50, 26, 4);
        p.Shape(p.Main, "M12 60 L18 26 L50 26 L52 60 Z");
        p.Poly(Glass, 20, 52, 24, 32, 45, 32, 47, 52);
        p.Box(p.Dark, 14, 22, 40, 6, 2);
        p.Line(p.Dark, 2, 62, 60, 90, 60);
        p.Line(p.Dark, 2, 62, 66, 90, 66);
        Wheel(p, 28, 74, 25);
        Wheel(p, 82, 86, 13);
    }

    public static void HotAirBalloon(Pen p)
    {
        p.Shape(p.Main, "M50 2 C8 2 8 46 40 72 L60 72 C92 46 92 2 50 2 Z");
        p.Shape(White, "M50 2 C30 2 28 46 44 72 L56 72 C72 46 70 2 50 2 Z");
        p.Shape(p.Main, "M50 2 C42 2 42 46 48 72 L52 72 C58 46 58 2 50 2 Z");
        p.Line(DarkWood, 1.4f, 41, 72, 43, 84);
        p.Line(DarkWood, 1.4f, 59, 72, 57, 84);
        p.Box(Wood, 41, 83, 18, 14, 3);
        p.Line(DarkWood, 1.5f, 41, 88, 59, 88);
    }

    /// <summary>Draws a bicycle's wheels and frame; the saddle is left to the caller.</summary>
    internal static void Cycle(Pen p)
    {
        foreach (float x in (float[])[22, 78])
        {
            p.Ring(Ink, 4, x, 77, 20);
            for (int i = 0; i < 4; i++)
            {
                (float sin, float cos) = MathF.SinCos(i * MathF.PI / 4);
                p.Line(Steel, 1, x - (18 * cos), 77 - (18 * sin), x + (18 * cos), 77 + (18 * sin));
            }
        }

        p.Line(p.Main, 4.5f, 22, 77, 39, 50, 67, 52, 48, 78, 22, 77);
        p.Line(p.Main, 4.5f, 39, 50, 48, 78);
        p.Line(p.Main, 4.5f, 66, 48, 78, 77);
        p.Disc(Iron, 48, 78, 5);
    }

    private static void Wheel(Pen p, float x, float y, float radius)
    {
        p.Disc(Ink, x, y, radius);
        p.Disc(Steel, x, y, radius * 0.55f);
        p.Disc(new SKColor(0x70, 0x75, 0x7C), x, y, radius * 0.2f);
    }
}
