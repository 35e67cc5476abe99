using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws people who work or move about.</summary>
internal static class People
{
    public static void WorkingOnLaptop(Pen p)
    {
        p.Box(Ink, 8, 42, 7, 36, 3);
        p.Box(Ink, 8, 72, 30, 6, 3);
        p.Line(Ink, 4, 22, 78, 22, 98);
        Body(p, 28, 22, 27, 34, 25, 70, [36, 58, 58, 60], [40, 54, 60, 61], [50, 72, 52, 97], [46, 73, 46, 97]);
        p.Box(Wood, 40, 66, 60, 6, 1);
        p.Line(DarkWood, 4, 94, 72, 94, 98);
        p.Poly(Steel, 54, 66, 80, 66, 82, 62, 56, 62);
        p.Line(Iron, 4, 80, 64, 90, 38);
        p.Line(Water, 1.5f, 78, 62, 88, 38);
    }

    public static void Surfing(Pen p)
    {
        p.Shape(Water, "M-14 100 Q-8 52 26 60 Q8 66 18 82 Q50 96 114 90 L114 100 Z");
        p.Shape(Foam, "M-14 66 Q-4 48 28 58 Q12 60 10 70 Q0 58 -14 72 Z");
        p.Curve(Foam, 3, "M18 84 Q56 98 112 91");
        p.Shape(Gold, "M22 84 Q58 98 94 76 Q98 72 92 73 Q56 82 28 79 Q20 80 22 84 Z");
        Body(p, 60, 26, 57, 37, 50, 60, [38, 42, 24, 40], [72, 46, 86, 40], [40, 70, 40, 83], [64, 68, 66, 82]);
        p.Curve(Foam, 4, "M-10 97 Q40 90 110 96");
    }

    public static void PlayingBall(Pen p)
    {
        Body(p, 40, 12, 39, 23, 40, 54, [26, 34, 18, 24], [52, 34, 60, 26], [36, 74, 32, 97], [56, 66, 70, 80]);
        p.Disc(White, 86, 88, 11);
        p.Poly(Ink, 86, 83, 91, 87, 89, 93, 83, 93, 81, 87);
        p.Disc(Ink, 78, 81, 2.5f);
        p.Disc(Ink, 94, 81, 2.5f);
        p.Disc(Ink, 86, 98, 2.5f);
    }

    public static void RidingBicycle(Pen p)
    {
        SkiaSharp.SKColor shirt = p.Main;
        p.Main = Iron;
        Vehicles.Cycle(p);
        p.Main = shirt;
        p.Line(Ink, 4, 34, 47, 44, 47);
        p.Curve(Ink, 3, "M67 50 L65 40 Q72 37 75 42");
        Body(p, 58, 10, 53, 21, 40, 46, [64, 32, 70, 40], [62, 34, 71, 40], [56, 60, 50, 84], [54, 56, 46, 72]);
        p.Shape(Red, "M48 9 Q50 -1 60 0 Q69 2 68 9 Z");
    }

    public static void Skiing(Pen p)
    {
        p.Line(Gold, 4, 8, 88, 84, 99, 92, 96);
        p.Line(Iron, 2, 30, 46, 6, 84);
        p.Line(Iron, 2, 78, 46, 92, 90);
        Body(p, 62, 16, 56, 26, 40, 54, [44, 40, 32, 46], [68, 40, 78, 46], [58, 68, 46, 92], [56, 64, 40, 90]);
        p.Shape(p.Main, "M53 14 Q56 2 66 5 Q73 9 71 15 Z");
        p.Disc(White, 61, 3, 3.5f);
        p.Box(Ink, 62, 13, 9, 5, 2);
    }

    public static void Reading(Pen p)
    {
        p.Shape(DarkStone, "M8 99 L8 30 Q10 24 18 26 L24 66 L62 68 Q70 70 68 99 Z");
        Body(p, 36, 20, 33, 32, 30, 66, [40, 54, 58, 50], [44, 52, 62, 52], [60, 68, 64, 97], [56, 70, 56, 97]);
        p.Poly(Red, 54, 34, 66, 38, 66, 58, 54, 54);
        p.Poly(White, 66, 40, 78, 34, 78, 52, 66, 57);
        p.Line(Ink, 1.2f, 69, 43, 75, 40);
        p.Line(Ink, 1.2f, 69, 48, 75, 45);
    }

    public static void Cooking(Pen p)
    {
        Body(p, 32, 14, 32, 26, 32, 58, [24, 42, 38, 50], [48, 40, 62, 48], [28, 78, 28, 98], [38, 78, 38, 98]);
        p.Poly(White, 25, 34, 40, 34, 44, 78, 22, 78);
        p.Box(White, 24, 0, 16, 8, 2);
        p.Disc(White, 25, 0, 6);
        p.Disc(White, 32, -4, 7);
        p.Disc(White, 39, 0, 6);
        p.Box(Steel, 56, 66, 44, 34, 2);
        p.Box(Ink, 62, 76, 32, 18, 2);
        p.Box(Ink, 56, 63, 44, 4);
        p.Box(Red, 66, 46, 26, 17, 3);
        p.Line(Ink, 3, 63, 50, 95, 50);
        p.Line(Wood, 3, 62, 48, 74, 38);
        p.Curve(White.WithAlpha(180), 3, "M74 42 Q70 34 75 26");
        p.Curve(White.WithAlpha(180), 3, "M84 42 Q80 34 85 26");
    }

    public static void Fishing(Pen p)
    {
        Body(p, 26, 14, 26, 25, 26, 58, [34, 40, 46, 44], [38, 38, 48, 42], [22, 78, 20, 98], [32, 78, 34, 98]);
        p.Curve(DarkWood, 2.5f, "M40 50 Q62 30 92 8");
        p.Line(White, 1, 92, 8, 94, 78);
        p.Disc(Red, 94, 80, 3.5f);
        p.Poly(Cream, 14, 9, 38, 9, 34, 5, 32, -1, 20, -1, 18, 5);
        p.Box(Steel, 50, 84, 14, 15, 2);
    }

    public static void Running(Pen p)
    {
        Body(p, 60, 12, 56, 23, 48, 54, [40, 32, 32, 44], [68, 36, 80, 28], [66, 68, 56, 88], [34, 70, 14, 66]);
        p.Line(Red, 5, 55, 90, 62, 90);
        p.Line(Red, 5, 13, 62, 12, 69);
        p.Line(White, 2.5f, 53, 8, 68, 8);
        p.Line(White.WithAlpha(150), 2, 4, 30, 20, 30);
        p.Line(White.WithAlpha(150), 2, 0, 42, 16, 42);
    }

    public static void WalkingDog(Pen p)
    {
        Body(p, 28, 12, 28, 23, 28, 56, [20, 38, 18, 50], [38, 38, 46, 46], [36, 76, 40, 98], [22, 76, 14, 97]);
        p.Line(Red, 1.5f, 46, 46, 82, 72);
        p.Canvas.Save();
        p.Canvas.Translate(54, 55);
        p.Canvas.Scale(0.45f);
        SkiaSharp.SKColor shirt = p.Main;
        p.Main = Wood;
        Animals.Dog(p);
        p.Main = shirt;
        p.Canvas.Restore();
    }

    public static void PlayingGuitar(Pen p)
    {
        Body(p, 48, 12, 48, 23, 48, 56, [34, 40, 44, 50], [64, 42, 76, 38], [44, 78, 42, 98], [54, 78, 56, 98]);
        p.Line(DarkWood, 4.5f, 46, 52, 84, 34);
        p.Box(Ink, 82, 29, 10, 7, 2);
        p.Disc(Orange, 36, 56, 12);
        p.Disc(Orange, 50, 50, 9);
        p.Disc(Ink, 44, 53, 4.5f);
        p.Line(p.Skin, 5, 34, 42, 42, 52);
        p.Disc(p.Skin, 74, 38, 3.5f);
    }

    public static void HoldingUmbrella(Pen p)
    {
        Body(p, 48, 28, 48, 38, 48, 66, [42, 52, 44, 60], [60, 50, 64, 42], [44, 82, 42, 98], [53, 82, 55, 98]);
        p.Line(DarkWood, 2.5f, 64, 52, 64, 4);
        p.Shape(p.Main, "M18 24 Q24 0 62 0 Q100 0 106 24 Q96 18 88 24 Q76 18 63 24 Q48 18 38 24 Q28 18 18 24 Z");
        p.Shape(p.Dark, "M62 0 Q96 4 106 24 Q96 18 88 24 Q84 8 62 0 Z");
        p.Disc(p.Skin, 64, 43, 3.5f);
    }

    public static void Jumping(Pen p)
    {
        p.Oval(Ink.WithAlpha(60), 50, 99, 24, 3);
        Body(p, 50, 12, 50, 23, 50, 52, [34, 16, 26, 2], [66, 16, 74, 2], [34, 62, 26, 82], [66, 62, 74, 82]);
    }

    public static void RidingHorse(Pen p)
    {
        SkiaSharp.SKColor shirt = p.Main;
        p.Main = new SkiaSharp.SKColor(0x8A, 0x58, 0x30);
        p.Canvas.Save();
        p.Canvas.Translate(6, 22);
        p.Canvas.Scale(0.78f);
        Animals.Horse(p);
        p.Canvas.Restore();
        p.Main = shirt;
        p.Box(Red, 28, 50, 18, 6, 2);
        Body(p, 40, 8, 38, 18, 36, 50, [48, 32, 58, 38], [46, 34, 58, 40], [44, 62, 38, 76], [46, 62, 40, 76]);
        p.Line(DarkWood, 1.2f, 58, 39, 78, 46);
        p.Shape(Ink, "M30 6 Q32 -4 41 -3 Q50 -1 50 6 Z");
    }

    public static void Painting(Pen p)
    {
        p.Line(DarkWood, 3, 78, 14, 62, 98);
        p.Line(DarkWood, 3, 78, 14, 96, 98);
        p.Box(White, 58, 22, 40, 38, 1);
        p.Box(Water, 61, 25, 34, 18);
        p.Box(Leaf, 61, 42, 34, 15);
        p.Disc(Gold, 87, 32, 4);
        p.Poly(Red, 66, 46, 73, 36, 80, 46);
        Body(p, 28, 12, 28, 23, 28, 56, [20, 40, 26, 50], [42, 38, 54, 38], [24, 78, 22, 98], [34, 78, 36, 98]);
        p.Line(Wood, 2, 52, 40, 63, 34);
        p.Oval(Cream, 28, 52, 10, 6);
        p.Disc(Red, 24, 51, 2);
        p.Disc(Water, 29, 50, 2);
        p.Disc(Leaf, 33, 53, 2);
    }

    public static void TakingPhoto(Pen p)
    {
        Body(p, 46, 12, 45, 23, 46, 56, [52, 36, 62, 22], [58, 38, 64, 22], [42, 78, 40, 98], [51, 78, 54, 98]);
        p.Box(Ink, 56, 6, 16, 14, 2);
        p.Box(Ink, 70, 9, 9, 8, 2);
        p.Disc(Glass, 79, 13, 3.4f);
        p.Box(Lamp, 60, 2, 6, 4);
        p.Line(DarkWood, 1.4f, 42, 26, 58, 20);
    }

    public static void Hiking(Pen p)
    {
        Body(p, 52, 12, 50, 23, 46, 56, [56, 38, 66, 46], [58, 38, 68, 44], [58, 74, 60, 98], [38, 76, 28, 96]);
        p.Box(Mix(DarkLeaf, Gold, 0.25f), 22, 22, 22, 34, 7);
        p.Box(DarkLeaf, 24, 38, 14, 14, 3);
        p.Box(Red, 22, 16, 22, 8, 4);
        p.Line(DarkWood, 2.5f, 68, 34, 76, 98);
        p.Shape(Wood, "M42 8 Q46 -2 55 0 L62 8 Z");
    }

    public static void SittingOnBench(Pen p)
    {
        p.Canvas.Save();
        SkiaSharp.SKColor shirt = p.Main;
        p.Main = Wood;
        Objects.Bench(p);
        p.Main = shirt;
        p.Canvas.Restore();
        Body(p, 48, 26, 48, 37, 48, 72, [38, 54, 40, 68], [58, 54, 58, 68], [44, 82, 43, 98], [54, 82, 55, 98]);
    }

    public static void FlyingKite(Pen p)
    {
        Body(p, 30, 32, 30, 42, 30, 70, [40, 50, 50, 40], [22, 54, 22, 66], [26, 84, 24, 98], [35, 84, 37, 98]);
        p.Curve(White, 1.2f, "M50 40 Q66 40 80 22");
        p.Poly(Gold, 86, -8, 102, 8, 80, 26, 70, 4);
        p.Poly(Red, 86, -8, 102, 8, 86, 8);
        p.Curve(Red, 1.6f, "M80 26 Q90 34 84 42 Q80 50 90 54");
    }

    public static void Skateboarding(Pen p)
    {
        Body(p, 54, 14, 52, 25, 46, 54, [34, 32, 22, 38], [66, 34, 80, 34], [34, 70, 32, 88], [62, 68, 66, 88]);
        p.Curve(Red, 5, "M10 86 L20 91 L78 91 L90 86");
        p.Disc(Ink, 28, 96, 4);
        p.Disc(Ink, 70, 96, 4);
        p.Shape(Ink, "M45 12 Q46 3 55 3 Q63 5 62 11 L70 12 Z");
    }

    /// <summary>Draws a person from the points of the body.</summary>
    /// <param name="p">The pen; its figure, skin, hair, main colour (shirt) and trousers are used.</param>
    /// <param name="headX">Centre of the head.</param>
    /// <param name="headY">Centre of the head.</param>
    /// <param name="neckX">Where the arms begin.</param>
    /// <param name="neckY">Where the arms begin.</param>
    /// <param name="hipX">Where the legs begin.</param>
    /// <param name="hipY">Where the legs begin.</param>
    /// <param name="armA">Far elbow and hand.</param>
    /// <param name="armB">Near elbow and hand.</param>
    /// <param name="legA">Far knee and foot.</param>
    /// <param name="legB">Near knee and foot.</param>
    private static void Body(
        Pen p, float headX, float headY, float neckX, float neckY, float hipX, float hipY,
        ReadOnlySpan<float> armA, ReadOnlySpan<float> armB, ReadOnlySpan<float> legA, ReadOnlySpan<float> legB)
    {
        bool isChild = p.Figure is Figure.Boy or Figure.Girl;
        bool hasLongHair = p.Figure is Figure.Woman or Figure.Girl;
        float shoulder = neckY + 4;
        Limb(p, p.Dark, p.Skin, 6, neckX, shoulder, armA);
        Leg(p, Mix(p.Trousers, SkiaSharp.SKColors.Black, 0.2f), hipX, hipY, legA);
        Leg(p, p.Trousers, hipX, hipY, legB);
        if (hasLongHair)
        {
            p.Oval(p.Hair, headX - 3, headY + 6, 9, 14);
        }

        p.Line(p.Main, isChild ? 15 : 17, neckX, shoulder + 3, hipX, hipY - 3);
        if (hasLongHair)
        {
            p.Poly(p.Main, neckX - 7, shoulder, neckX + 7, shoulder, hipX + 12, hipY + 4, hipX - 12, hipY + 4);
        }

        float radius = isChild ? 9.8f : 8.2f;
        p.Line(p.Skin, 5, neckX, neckY + 1, headX, headY + 4);
        p.Disc(p.Hair, headX - 1, headY - 1.6f, radius + 0.6f);
        p.Oval(p.Skin, headX + 1.5f, headY + 1.4f, radius * 0.82f, radius * 0.86f);
        p.Disc(Ink, headX + 4.5f, headY, 1);
        p.Line(Mix(p.Skin, Red, 0.5f), 1.2f, headX + 3, headY + 4.4f, headX + 5.5f, headY + 4);
        Limb(p, p.Main, p.Skin, 6, neckX, shoulder, armB);
    }

    private static void Limb(
        Pen p, SkiaSharp.SKColor sleeve, SkiaSharp.SKColor skin, float width, float x, float y,
            ReadOnlySpan<float> joints)
    {
        p.Line(skin, width * 0.85f, joints[0], joints[1], joints[2], joints[3]);
        p.Line(sleeve, width, x, y, joints[0], joints[1]);
        p.Disc(skin, joints[2], joints[3], 3.2f);
    }

    private static void Leg(Pen p, SkiaSharp.SKColor color, float x, float y, ReadOnlySpan<float> joints)
    {
        p.Line(color, 8, x, y, joints[0], joints[1], joints[2], joints[3] - 4);
        p.Oval(Ink, joints[2] + 2.5f, joints[3] - 1.5f, 5.5f, 3);
    }
}
