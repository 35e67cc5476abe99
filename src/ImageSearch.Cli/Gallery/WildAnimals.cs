using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws wild animals, most of them looking right.</summary>
internal static class WildAnimals
{
    public static void Elephant(Pen p)
    {
        p.Curve(p.Dark, 3, "M8 44 Q0 56 4 70");
        Animals.Legs(p, p.Main, 13, 62, 99, 18, 32, 54, 66);
        p.Oval(p.Main, 40, 48, 34, 27);
        p.Disc(p.Main, 74, 36, 20);
        p.Curve(p.Main, 10, "M88 40 Q96 58 90 76 Q88 86 96 88");
        p.Shape(White, "M82 52 Q88 62 98 58 L97 55 Q90 56 88 50 Z");
        p.Shape(p.Dark, "M62 20 Q42 20 44 42 Q48 60 62 54 Q72 42 62 20 Z");
        p.Disc(Ink, 80, 30, 2.2f);
    }

    public static void Giraffe(Pen p)
    {
        p.Curve(DarkWood, 2.5f, "M22 58 Q12 64 14 78");
        Animals.Legs(p, p.Main, 5, 66, 99, 28, 35, 55, 62);
        p.Poly(p.Main, 22, 54, 54, 52, 70, 10, 80, 14, 66, 70, 26, 72);
        p.Oval(p.Main, 44, 62, 22, 11);
        p.Shape(p.Main, "M68 14 L72 6 L84 8 L96 18 Q94 24 86 22 L78 22 Z");
        p.Line(DarkWood, 2.5f, 73, 8, 72, 0);
        p.Line(DarkWood, 2.5f, 78, 8, 79, 0);
        foreach ((float x, float y) in ((float, float)[])
            [(30, 60), (40, 58), (50, 61), (35, 67), (45, 68), (58, 57), (60, 46), (64, 36), (68, 28), (71, 19), (56,
                66)])
        {
            p.Oval(DarkWood, x, y, 3.6f, 3);
        }

        p.Disc(Ink, 81, 13, 1.7f);
    }

    public static void Lion(Pen p)
    {
        p.Curve(p.Main, 4, "M16 56 Q2 50 6 32");
        p.Disc(Chocolate, 6, 31, 5);
        Animals.Legs(p, p.Main, 9, 68, 98, 22, 33, 58, 68);
        p.Box(p.Main, 14, 46, 60, 28, 13);
        for (int i = 0; i < 12; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.Tau / 12);
            p.Disc(Chocolate, 74 + (18 * cos), 38 + (18 * sin), 8.5f);
        }

        p.Disc(p.Main, 75, 38, 17);
        p.Disc(p.Main, 63, 24, 5);
        p.Disc(p.Main, 87, 24, 5);
        p.Oval(Cream, 75, 46, 8, 6);
        p.Poly(Ink, 71, 41, 79, 41, 75, 46);
        p.Disc(Ink, 69, 34, 2.3f);
        p.Disc(Ink, 81, 34, 2.3f);
    }

    public static void Bear(Pen p)
    {
        Animals.Legs(p, p.Main, 15, 66, 99, 20, 34, 58, 71);
        p.Oval(p.Main, 42, 54, 37, 25);
        p.Disc(p.Main, 66, 18, 6);
        p.Disc(p.Main, 84, 18, 6);
        p.Disc(p.Pale, 67, 19, 3);
        p.Disc(p.Pale, 83, 19, 3);
        p.Disc(p.Main, 75, 34, 19);
        p.Oval(p.Pale, 84, 42, 11, 8);
        p.Oval(Ink, 91, 39, 4, 3);
        p.Disc(Ink, 72, 30, 2.2f);
        p.Disc(Ink, 84, 29, 2.2f);
    }

    public static void Camel(Pen p)
    {
        p.Curve(p.Dark, 3, "M10 52 Q4 60 7 72");
        Animals.Legs(p, p.Main, 6, 60, 99, 17, 27, 54, 63);
        p.Shape(p.Main, "M8 58 Q10 44 18 44 Q26 14 36 42 Q42 46 46 42 Q54 14 64 46 Q72 64 60 68 Q34 76 12 68 Z");
        p.Curve(p.Main, 11, "M62 56 Q84 66 82 30");
        p.Shape(p.Main, "M76 26 Q78 18 86 20 L99 28 Q98 37 88 36 L78 36 Z");
        p.Poly(p.Dark, 76, 24, 78, 15, 84, 21);
        p.Disc(Ink, 86, 25, 1.8f);
        p.Line(Red, 3, 40, 44, 41, 68);
    }

    public static void Penguin(Pen p)
    {
        p.Oval(Orange, 38, 97, 11, 4);
        p.Oval(Orange, 62, 97, 11, 4);
        p.Shape(Ink, "M30 46 Q8 62 14 82 Q26 74 34 62 Z");
        p.Shape(Ink, "M70 46 Q92 62 86 82 Q74 74 66 62 Z");
        p.Oval(Ink, 50, 60, 28, 37);
        p.Disc(Ink, 50, 24, 20);
        p.Oval(White, 50, 66, 20, 29);
        p.Oval(White, 42, 26, 9, 11);
        p.Oval(White, 58, 26, 9, 11);
        p.Disc(Ink, 43, 23, 2.8f);
        p.Disc(Ink, 57, 23, 2.8f);
        p.Poly(Orange, 43, 30, 57, 30, 50, 39);
    }

    public static void Bird(Pen p)
    {
        p.Shape(p.Dark, "M44 52 Q40 18 14 10 Q18 22 14 28 Q26 50 56 60 Z");
        p.Poly(p.Dark, 22, 62, 0, 58, 8, 68, 2, 76, 26, 70);
        p.Shape(p.Main, "M18 64 Q44 46 72 50 Q84 58 72 68 Q44 84 18 68 Z");
        p.Disc(p.Main, 78, 52, 12);
        p.Poly(Gold, 88, 48, 100, 53, 88, 57);
        p.Disc(Ink, 81, 49, 2.2f);
        p.Shape(p.Pale, "M36 60 Q46 24 76 4 Q74 18 78 24 Q70 50 58 66 Z");
    }

    public static void Butterfly(Pen p)
    {
        p.Shape(p.Main, "M48 50 Q30 6 6 14 Q-4 44 46 56 Z");
        p.Shape(p.Main, "M52 50 Q70 6 94 14 Q104 44 54 56 Z");
        p.Shape(p.Dark, "M47 54 Q10 56 16 84 Q34 98 49 62 Z");
        p.Shape(p.Dark, "M53 54 Q90 56 84 84 Q66 98 51 62 Z");
        p.Disc(p.Pale, 24, 30, 8);
        p.Disc(p.Pale, 76, 30, 8);
        p.Disc(White, 28, 76, 5);
        p.Disc(White, 72, 76, 5);
        p.Oval(Ink, 50, 58, 3.5f, 22);
        p.Curve(Ink, 1.6f, "M49 38 Q44 22 36 20");
        p.Curve(Ink, 1.6f, "M51 38 Q56 22 64 20");
    }

    public static void Turtle(Pen p)
    {
        p.Oval(p.Pale, 24, 92, 9, 7);
        p.Oval(p.Pale, 66, 92, 9, 7);
        p.Poly(p.Pale, 12, 84, 0, 92, 16, 92);
        p.Oval(p.Pale, 88, 72, 12, 9);
        p.Box(p.Pale, 70, 74, 18, 10, 5);
        p.Shape(p.Main, "M8 86 Q10 46 44 44 Q78 46 82 86 Z");
        p.Line(p.Dark, 3, 8, 86, 82, 86);
        p.Poly(p.Dark, 36, 54, 54, 54, 60, 68, 45, 78, 30, 68);
        p.Line(p.Dark, 2.5f, 30, 68, 12, 72);
        p.Line(p.Dark, 2.5f, 60, 68, 78, 72);
        p.Line(p.Dark, 2.5f, 45, 78, 45, 86);
        p.Disc(Ink, 92, 70, 1.9f);
    }

    public static void Frog(Pen p)
    {
        p.Shape(p.Dark, "M30 78 Q0 64 8 96 L34 98 Z");
        p.Shape(p.Dark, "M70 78 Q100 64 92 96 L66 98 Z");
        p.Oval(p.Main, 50, 78, 28, 20);
        p.Oval(p.Main, 50, 56, 32, 20);
        p.Disc(p.Main, 30, 38, 12);
        p.Disc(p.Main, 70, 38, 12);
        p.Disc(White, 30, 37, 8);
        p.Disc(White, 70, 37, 8);
        p.Disc(Ink, 31, 37, 4);
        p.Disc(Ink, 69, 37, 4);
        p.Curve(Ink, 2, "M26 58 Q50 74 74 58");
        p.Oval(p.Pale, 50, 84, 17, 12);
        p.Line(p.Dark, 6, 38, 84, 36, 96);
        p.Line(p.Dark, 6, 62, 84, 64, 96);
    }
}
