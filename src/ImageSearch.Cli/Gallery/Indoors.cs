using SkiaSharp;
using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws rooms.</summary>
internal static class Indoors
{
    private const int W = Backdrop.Width;
    private const int H = Backdrop.Height;

    public static void Kitchen(Backdrop b)
    {
        Pen p = b.Pen;
        SKColor wall = Mix(new SKColor(0xF2, 0xE8, 0xC8), new SKColor(0xCF, 0xE6, 0xE0), p.Between(0, 1));
        p.Gradient(wall, Mix(wall, Ink, 0.08f), 0, 0, W, 270);
        for (int x = 0; x < W; x += 26)
        {
            p.Line(White, 1.5f, x, 130, x, 200);
        }

        p.Line(White, 1.5f, 0, 152, W, 152);
        p.Line(White, 1.5f, 0, 176, W, 176);
        Tiles(p, new SKColor(0xE0, 0xDA, 0xD0), new SKColor(0xB8, 0xB0, 0xA6));
        SKColor doors = Mix(new SKColor(0xB0, 0x80, 0x50), new SKColor(0xE8, 0xEC, 0xEC), p.Between(0, 1));
        float window = p.Between(150, 250);
        for (int i = 0; i < 6; i++)
        {
            float x = i * 88;
            p.Box(doors, x + 2, 206, 84, 66, 3);
            p.Line(Iron, 3, x + 36, 214, x + 52, 214);
            if (x + 86 < window || x > window + 130)
            {
                p.Box(doors, x + 2, 18, 84, 88, 3);
                p.Line(Iron, 3, x + 36, 98, x + 52, 98);
            }
        }

        p.Box(new SKColor(0x5A, 0x5A, 0x60), 0, 198, W, 9);
        Window(b, window, 22, 124, 90);
        float stove = p.Choose(2) == 0 ? 30 : 400;
        p.Box(Steel, stove, 200, 84, 74, 2);
        p.Box(Ink, stove + 10, 222, 64, 40, 3);
        p.Box(Red, stove + 16, 176, 40, 22, 3);
        p.Line(Ink, 4, stove + 12, 180, stove + 62, 180);
    }

    public static void Office(Backdrop b)
    {
        Pen p = b.Pen;
        SKColor wall = Mix(new SKColor(0xDC, 0xE2, 0xE8), new SKColor(0xC4, 0xD0, 0xDE), p.Between(0, 1));
        p.Gradient(wall, Mix(wall, Ink, 0.1f), 0, 0, W, 272);
        p.Gradient(new SKColor(0x6C, 0x7C, 0x90), new SKColor(0x86, 0x96, 0xA8), 0, 270, W, H - 270);
        float window = p.Choose(2) == 0 ? 24 : 330;
        Window(b, window, 30, 158, 130);
        for (int i = 0; i < 6; i++)
        {
            p.Line(White, 2.5f, window, 40 + (i * 9), window + 158, 40 + (i * 9));
        }

        float board = window > 200 ? 60 : 240;
        p.Box(White, board, 36, 150, 92, 2);
        p.Line(Water, 3, board + 16, 110, board + 46, 82, board + 76, 94, board + 128, 54);
        p.Line(Iron, 2, board + 12, 50, board + 60, 50);
        p.Line(Iron, 2, board + 12, 60, board + 50, 60);
        p.Box(Steel, board + 6, 196, 66, 80, 2);
        p.Line(Iron, 2, board + 6, 222, board + 72, 222);
        p.Line(Iron, 2, board + 6, 250, board + 72, 250);
        float desk = p.Between(board > 200 ? 330 : 150, board > 200 ? 360 : 180);
        p.Box(DarkWood, desk, 216, 140, 8);
        p.Line(DarkWood, 5, desk + 8, 220, desk + 8, 276);
        p.Line(DarkWood, 5, desk + 132, 220, desk + 132, 276);
        p.Box(Ink, desk + 40, 170, 60, 38, 3);
        p.Box(Water, desk + 44, 174, 52, 30);
        p.Box(Ink, desk + 66, 208, 8, 8);
    }

    public static void LivingRoom(Backdrop b)
    {
        Pen p = b.Pen;
        SKColor wall = Mix(new SKColor(0xE6, 0xCF, 0xB0), new SKColor(0xB8, 0xCA, 0xB0), p.Between(0, 1));
        p.Gradient(wall, Mix(wall, Ink, 0.1f), 0, 0, W, 272);
        p.Gradient(new SKColor(0x9A, 0x6A, 0x40), new SKColor(0xBA, 0x88, 0x58), 0, 270, W, H - 270);
        for (int y = 284; y < H; y += 22)
        {
            p.Line(DarkWood.WithAlpha(90), 1.5f, 0, y, W, y);
        }

        p.Oval(Mix(Red, Cream, p.Between(0.3f, 0.7f)), 256, 336, 210, 36);
        p.Oval(Cream.WithAlpha(120), 256, 336, 170, 26);
        float window = p.Choose(2) == 0 ? 50 : 320;
        Window(b, window, 28, 140, 120);
        p.Shape(Mix(Red, Wood, 0.4f), $"M{window - 22} 20 L{window + 18} 20 Q{window + 6} 100 {window - 14} 168 "
            + $"L{window - 22} 168 Z");
        p.Shape(Mix(Red, Wood, 0.4f), $"M{window + 162} 20 L{window + 122} 20 Q{window + 134} 100 {window + 154} 168 "
            + $"L{window + 162} 168 Z");
        float sofa = window > 200 ? 30 : 240;
        SKColor cloth = Mix(new SKColor(0x4C, 0x6E, 0x82), new SKColor(0x8A, 0x6A, 0x74), p.Between(0, 1));
        p.Box(cloth, sofa, 170, 230, 80, 14);
        p.Box(Mix(cloth, White, 0.15f), sofa + 18, 220, 194, 40, 8);
        p.Box(Mix(cloth, Ink, 0.12f), sofa - 10, 200, 36, 76, 12);
        p.Box(Mix(cloth, Ink, 0.12f), sofa + 206, 200, 36, 76, 12);
        p.Box(DarkWood, sofa + 70, 52, 86, 66, 2);
        p.Box(Glass, sofa + 76, 58, 74, 54);
        p.Poly(Leaf, sofa + 76, 112, sofa + 104, 78, sofa + 120, 96, sofa + 132, 86, sofa + 150, 112);
    }

    private static void Window(Backdrop b, float x, float y, float width, float height)
    {
        Pen p = b.Pen;
        p.Box(White, x - 6, y - 6, width + 12, height + 12, 2);
        p.Canvas.Save();
        p.Canvas.ClipRect(new SKRect(x, y, x + width, y + height));
        b.Sky(x, y, width, y + (height * 0.75f));
        p.Box(new SKColor(0x5E, 0x90, 0x4E), x, y + (height * 0.75f), width, height);
        p.Canvas.Restore();
        p.Line(White, 4, x + (width / 2), y, x + (width / 2), y + height);
        p.Line(White, 4, x, y + (height / 2), x + width, y + (height / 2));
    }

    private static void Tiles(Pen p, SKColor light, SKColor dark)
    {
        p.Box(light, 0, 270, W, H - 270);
        for (int i = -10; i <= 10; i++)
        {
            p.Line(dark, 1.5f, 256 + (i * 36), 270, 256 + (i * 84), H);
        }

        foreach (float y in (float[])[270, 286, 308, 338, 374])
        {
            p.Line(dark, 1.5f, 0, y, W, y);
        }
    }
}
