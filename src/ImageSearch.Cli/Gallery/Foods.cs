using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws food and drinks that lie on a table.</summary>
internal static class Foods
{
    public static void Apple(Pen p)
    {
        p.Shape(p.Main, "M50 38 C20 18 2 52 20 82 C32 104 42 98 50 94 C58 98 68 104 80 82 C98 52 80 18 50 38 Z");
        p.Oval(p.Pale.WithAlpha(150), 32, 54, 7, 12);
        p.Curve(DarkWood, 4, "M50 40 Q50 26 56 18");
        p.Shape(Leaf, "M54 28 Q66 8 86 20 Q74 36 54 28 Z");
    }

    public static void Banana(Pen p)
    {
        p.Shape(Gold, "M8 50 Q28 86 70 78 Q90 72 92 46 L86 42 Q78 60 60 60 Q34 60 14 44 Z");
        p.Shape(Mix(Gold, Wood, 0.35f), "M8 50 Q28 98 70 84 Q90 76 92 46 Q84 74 62 74 Q32 76 8 50 Z");
        p.Poly(DarkWood, 85, 44, 86, 32, 92, 32, 93, 48);
        p.Oval(DarkWood, 10, 47, 4, 4);
    }

    public static void Pizza(Pen p)
    {
        p.Oval(White, 50, 82, 50, 17);
        p.Oval(Crust, 50, 78, 45, 15);
        p.Oval(Gold, 50, 77, 39, 12);
        foreach ((float x, float y) in ((float, float)[])[(30, 75), (48, 71), (66, 76), (42, 82), (60, 84), (76, 79),
            (24, 80)])
        {
            p.Oval(Red, x, y, 6, 2.8f);
        }

        p.Line(Crust, 1.2f, 12, 76, 88, 78);
        p.Line(Crust, 1.2f, 34, 66, 66, 89);
        p.Oval(Leaf, 54, 77, 4, 1.6f);
        p.Oval(Leaf, 34, 86, 4, 1.6f);
    }

    public static void Cake(Pen p)
    {
        p.Oval(White, 50, 95, 46, 5);
        p.Box(p.Main, 12, 62, 76, 33, 3);
        p.Box(p.Main, 26, 36, 48, 28, 3);
        p.Shape(White, "M12 62 L88 62 L88 70 Q82 80 76 70 Q68 80 60 70 Q50 82 42 70 Q34 80 26 70 Q18 80 12 70 Z");
        p.Shape(White, "M26 36 L74 36 L74 42 Q68 52 62 42 Q54 52 48 42 Q40 52 34 42 Q30 48 26 42 Z");
        foreach (float x in (float[])[36, 50, 64])
        {
            p.Box(Water, x - 2, 20, 4, 16);
            p.Oval(Orange, x, 14, 3, 6);
            p.Oval(Lamp, x, 15, 1.5f, 3);
        }
    }

    public static void Hamburger(Pen p)
    {
        p.Shape(Crust, "M8 58 Q10 26 50 26 Q90 26 92 58 Z");
        foreach ((float x, float y) in ((float, float)[])[(32, 40), (46, 34), (60, 39), (72, 46), (40, 48), (54, 47)])
        {
            p.Oval(Cream, x, y, 2.6f, 1.5f);
        }

        p.Shape(Leaf, "M5 58 L95 58 Q92 70 82 64 Q74 72 64 64 Q54 72 44 64 Q34 72 24 64 Q12 70 5 58 Z");
        p.Poly(Gold, 10, 66, 90, 66, 76, 76, 60, 68, 40, 78);
        p.Box(Chocolate, 7, 69, 86, 13, 6);
        p.Box(Red, 10, 65, 80, 4, 2);
        p.Box(Crust, 8, 82, 84, 16, 7);
    }

    public static void IceCream(Pen p)
    {
        p.Poly(Crust, 30, 46, 70, 46, 50, 100);
        p.Line(Wood, 1.6f, 38, 48, 56, 84);
        p.Line(Wood, 1.6f, 50, 48, 61, 70);
        p.Line(Wood, 1.6f, 62, 48, 44, 84);
        p.Disc(p.Main, 38, 36, 15);
        p.Disc(White, 62, 36, 15);
        p.Disc(p.Pale, 50, 20, 15);
        p.Disc(Red, 50, 5, 5);
        p.Box(p.Main, 27, 42, 46, 7, 3);
    }

    public static void CupOfCoffee(Pen p)
    {
        p.Oval(White, 46, 93, 42, 6);
        p.Oval(Steel, 46, 92, 30, 3);
        p.Ring(p.Main, 6, 78, 64, 11);
        p.Shape(p.Main, "M16 46 L76 46 Q76 92 60 92 L32 92 Q16 92 16 46 Z");
        p.Oval(p.Dark, 46, 46, 30, 7);
        p.Oval(Chocolate, 46, 47, 26, 5);
        p.Curve(White.WithAlpha(190), 3, "M36 36 Q30 28 36 20 Q42 12 36 4");
        p.Curve(White.WithAlpha(190), 3, "M56 36 Q50 28 56 20 Q62 12 56 4");
    }

    public static void Bottle(Pen p)
    {
        p.Shape(p.Main, "M42 8 L58 8 L58 32 Q70 40 70 52 L70 94 Q70 99 65 99 L35 99 Q30 99 30 94 L30 52 Q30 40 42 32 "
            + "Z");
        p.Box(Gold, 41, 2, 18, 12, 2);
        p.Box(Cream, 30, 58, 40, 24);
        p.Line(DarkWood, 2, 37, 66, 63, 66);
        p.Line(DarkWood, 2, 40, 73, 60, 73);
        p.Line(p.Pale, 3, 36, 54, 36, 50, 44, 38);
    }

    public static void Watermelon(Pen p)
    {
        p.Shape(Leaf, "M2 50 L98 50 Q94 98 50 98 Q6 98 2 50 Z");
        p.Shape(White, "M8 50 L92 50 Q88 91 50 91 Q12 91 8 50 Z");
        p.Shape(Red, "M12 50 L88 50 Q84 86 50 86 Q16 86 12 50 Z");
        foreach ((float x, float y) in ((float, float)[])[(26, 58), (40, 60), (56, 59), (72, 58), (34, 70), (50, 72),
            (64, 69)])
        {
            p.Oval(Ink, x, y, 2, 3.2f);
        }
    }

    public static void Carrot(Pen p)
    {
        p.Shape(Leaf, "M22 66 Q4 44 2 58 Q-2 66 18 70 Q0 74 4 84 Q10 88 24 76 Z");
        p.Shape(DarkLeaf, "M20 68 Q6 50 14 46 Q22 50 24 66 Z");
        p.Shape(Orange, "M20 62 Q30 52 44 58 L98 86 Q70 92 34 86 Q18 80 20 62 Z");
        p.Line(Crust, 1.8f, 38, 62, 34, 70);
        p.Line(Crust, 1.8f, 54, 68, 50, 78);
        p.Line(Crust, 1.8f, 70, 75, 67, 82);
    }

    public static void Bread(Pen p)
    {
        p.Shape(Crust, "M4 84 Q2 56 24 54 L78 54 Q98 58 96 84 Q94 96 84 96 L16 96 Q6 96 4 84 Z");
        p.Shape(Mix(Crust, White, 0.35f), "M12 66 Q20 56 30 58 L72 58 Q86 60 88 68 Q50 58 12 66 Z");
        p.Line(DarkWood, 2.5f, 28, 60, 38, 74);
        p.Line(DarkWood, 2.5f, 46, 58, 56, 72);
        p.Line(DarkWood, 2.5f, 64, 58, 74, 72);
    }

    public static void Doughnut(Pen p)
    {
        p.Ring(Crust, 25, 50, 66, 21);
        p.Ring(p.Main, 19, 50, 64, 21);
        for (int i = 0; i < 14; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.Tau / 14);
            float r = i % 2 == 0 ? 17 : 25;
            p.Line(i % 3 == 0 ? White : i % 3 == 1 ? Gold : Water, 2, 50 + (r * cos), 64 + (r * sin), 53 + (r * cos),
                66 + (r * sin));
        }
    }

    public static void Strawberry(Pen p)
    {
        p.Shape(Red, "M50 30 Q10 24 12 54 Q18 86 50 99 Q82 86 88 54 Q90 24 50 30 Z");
        foreach ((float x, float y) in ((float, float)[])
            [(30, 50), (46, 46), (62, 48), (76, 54), (34, 66), (50, 62), (66, 66), (44, 80), (58, 79)])
        {
            p.Oval(Gold, x, y, 1.7f, 2.6f);
        }

        p.Poly(Leaf, 50, 24, 30, 16, 36, 28, 20, 32, 38, 34, 50, 42, 62, 34, 80, 32, 64, 28, 70, 16);
        p.Line(DarkLeaf, 3.5f, 50, 26, 54, 12);
    }

    public static void FriedEgg(Pen p)
    {
        p.Line(Ink, 8, 76, 84, 99, 76);
        p.Oval(Ink, 44, 86, 42, 13);
        p.Oval(Iron, 44, 84, 37, 10);
        p.Shape(White, "M16 82 Q26 74 44 76 Q66 72 74 82 Q70 92 50 90 Q24 94 16 82 Z");
        p.Oval(Orange, 45, 81, 11, 5.5f);
        p.Oval(Lamp, 42, 79, 4, 1.6f);
    }

    public static void Cheese(Pen p)
    {
        p.Poly(Gold, 2, 72, 78, 46, 98, 66, 98, 66, 2, 78);
        p.Poly(Mix(Gold, Orange, 0.35f), 2, 74, 98, 66, 98, 96, 2, 96);
        p.Oval(Crust, 24, 85, 7, 5);
        p.Oval(Crust, 50, 80, 5, 4);
        p.Oval(Crust, 74, 88, 8, 5);
        p.Oval(Crust, 62, 60, 7, 3);
    }
}
