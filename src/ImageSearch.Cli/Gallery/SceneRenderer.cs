using SkiaSharp;

namespace ImageSearch.Cli.Gallery;

/// <summary>Draws scenes, 512 by 384 pixels.</summary>
internal static class SceneRenderer
{
    private const int W = Backdrop.Width;
    private const int H = Backdrop.Height;

    private static readonly SKColor[] SkinTones =
        [new(0xF2, 0xCB, 0xA8), new(0xE3, 0xB0, 0x86), new(0xC4, 0x8C, 0x62), new(0x92, 0x5F, 0x3E), new(0x6B, 0x43,
            0x2C)];

    private static readonly SKColor[] HairTones =
        [new(0x2A, 0x20, 0x1C), new(0x5E, 0x3C, 0x24), new(0xD8, 0xB0, 0x5A), new(0xA2, 0x4E, 0x24)];

    private static readonly SKColor[] TrouserTones =
        [new(0x2E, 0x44, 0x70), new(0x4A, 0x4A, 0x52), new(0x8A, 0x78, 0x5A), new(0x5C, 0x3A, 0x30)];

    /// <summary>Draws a scene and encodes it.</summary>
    /// <returns>The bytes of an image file; quality 90 for JPEG.</returns>
    public static byte[] Encode(Scene scene, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using SKBitmap bitmap = Draw(scene);
        using SKData data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>Draws a scene; the caller disposes the bitmap.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="withSubjects">False leaves the setting alone, for comparison.</param>
    public static SKBitmap Draw(Scene scene, bool withSubjects = true)
    {
        SKBitmap bitmap = new(W, H, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(SKColors.Gray);
        using Pen pen = new(canvas, new Random(scene.Seed)) { Light = SceneLight(scene) };
        Backdrop backdrop = new(pen, scene.Time, scene.Weather);
        scene.Setting.Draw(backdrop);
        if (withSubjects)
        {
            Random random = new(scene.Seed ^ 0x2545F491);
            Subject[] subjects = scene.Second is null ? [scene.First] : [scene.First, scene.Second];
            foreach (Subject subject in subjects.OrderBy(s => Depth(s.Kind.Stand)))
            {
                DrawSubject(canvas, scene, subject, backdrop.Horizon, random);
            }
        }

        Precipitation(pen, scene);
        return bitmap;
    }

    private static void DrawSubject(SKCanvas canvas, Scene scene, Subject subject, float horizon, Random random)
    {
        using Pen pen = new(canvas, random) { Light = SubjectLight(scene) };
        bool isHalf = scene.Second is not null;
        float width = isHalf ? W / 2f : subject.Count == 1 ? W * 0.55f : W;
        float left = (isHalf, subject.Position) switch
        {
            (false, _) when subject.Count > 1 => 0,
            (_, Position.Left) => 0,
            (_, Position.Right) => W - width,
            _ => (W - width) / 2,
        };
        Kind kind = subject.Kind;
        float factor = subject.Size switch { SizeClass.Small => 0.84f, SizeClass.Medium => 1.12f, _ => 1.38f };
        float slot = width / subject.Count;
        float size = MathF.Min(kind.Size * factor * pen.Between(0.93f, 1.07f), slot * 1.08f);
        if (kind.Stand == Stand.Table)
        {
            Table(pen, left - 8, width + 16);
        }

        bool flips = random.Next(2) == 0;
        for (int i = 0; i < subject.Count; i++)
        {
            float x = left + (slot * (i + 0.5f)) + (pen.Between(-0.07f, 0.07f) * slot);
            float y = BaseLine(kind.Stand, subject.Size, size, horizon, scene.Setting, pen);
            Dress(pen, subject);
            DrawOne(pen, kind, subject.Figure, x, y, size * pen.Between(0.95f, 1.05f), flips);
        }
    }

    private static void DrawOne(Pen pen, Kind kind, Figure figure, float x, float y, float size, bool flips)
    {
        if (kind.IsPeople && figure is Figure.Boy or Figure.Girl)
        {
            size *= 0.86f;
        }

        if (kind.Stand is Stand.Ground or Stand.Table)
        {
            pen.Oval(new SKColor(0, 0, 0, 55), x, y - 1, size * 0.44f, size * 0.05f);
        }

        SKCanvas canvas = pen.Canvas;
        canvas.Save();
        canvas.Translate(x, y);
        canvas.Scale(flips ? -size / 100 : size / 100, size / 100);
        canvas.Translate(-50, -100);
        kind.Draw(pen);
        canvas.Restore();
    }

    private static void Dress(Pen pen, Subject subject)
    {
        (subject.Colour?.Value ?? subject.Kind.Own).ToHsv(out float hue, out float saturation, out float value);
        bool isPale = saturation < 15;
        pen.Main = SKColor.FromHsv(
            (hue + pen.Between(-5, 5) + 360) % 360,
            Math.Clamp(saturation * (isPale ? 1 : pen.Between(0.9f, 1.08f)), 0, 100),
            Math.Clamp(value * pen.Between(0.9f, 1.06f), 0, 100));
        pen.Figure = subject.Figure;
        pen.Skin = SkinTones[pen.Choose(SkinTones.Length)];
        pen.Hair = HairTones[pen.Choose(HairTones.Length)];
        pen.Trousers = TrouserTones[pen.Choose(TrouserTones.Length)];
    }

    private static float BaseLine(Stand stand, SizeClass size, float side, float horizon, Setting setting, Pen pen)
    {
        float near = size switch { SizeClass.Small => 0, SizeClass.Medium => 22, _ => 42 };
        return stand switch
        {
            Stand.Sky => MathF.Max(side * 1.02f, pen.Between(70, 125) + (side / 2)),
            Stand.Water => horizon + (setting.Name == "harbor" ? pen.Between(70, 105) : pen.Between(46, 60)),
            Stand.Table => pen.Between(312, 330),
            Stand.Back when setting.Name == "harbor" => pen.Between(350, 358),
            Stand.Back => horizon + pen.Between(66, 92),
            _ when setting.Name == "harbor" => pen.Between(352, 372),
            _ => 314 + near + pen.Between(-6, 8),
        };
    }

    private static void Table(Pen pen, float left, float width)
    {
        SKColor top = Inks.Mix(Inks.Wood, Inks.Cream, pen.Between(0, 0.45f));
        pen.Poly(top, left + 14, 290, left + width - 14, 290, left + width, 338, left, 338);
        pen.Box(Inks.Mix(top, Inks.Ink, 0.25f), left, 338, width, 12);
        pen.Box(Inks.Mix(top, Inks.Ink, 0.4f), left + 20, 350, 16, 40);
        pen.Box(Inks.Mix(top, Inks.Ink, 0.4f), left + width - 36, 350, 16, 40);
        for (int i = 0; i < 3; i++)
        {
            pen.Line(Inks.DarkWood.WithAlpha(70), 1.2f, left + 10, 300 + (i * 13), left + width - 10, 300 + (i * 13));
        }
    }

    private static void Precipitation(Pen pen, Scene scene)
    {
        if (scene.Setting.IsIndoor || scene.Weather is Weather.Clear or Weather.Clouds)
        {
            return;
        }

        pen.Light = (1, 1, 1);
        for (int i = 0; i < 170; i++)
        {
            float x = pen.Between(-10, W);
            float y = pen.Between(-10, H);
            if (scene.Weather == Weather.Rain)
            {
                pen.Line(new SKColor(0xD0, 0xE0, 0xF0, 150), 1.3f, x, y, x - 5, y + 17);
            }
            else
            {
                pen.Disc(new SKColor(0xFF, 0xFF, 0xFF, 225), x, y, pen.Between(1.4f, 3.4f));
            }
        }
    }

    private static (float Red, float Green, float Blue) SceneLight(Scene scene) => (scene.Time,
        scene.Setting.IsIndoor) switch
    {
        (TimeOfDay.Night, true) => (0.66f, 0.6f, 0.56f),
        (TimeOfDay.Night, _) => (0.32f, 0.37f, 0.56f),
        (TimeOfDay.Sunset, _) => (0.98f, 0.8f, 0.68f),
        (_, false) when scene.Weather != Weather.Clear => (0.84f, 0.87f, 0.9f),
        _ => (1, 1, 1),
    };

    private static (float Red, float Green, float Blue) SubjectLight(Scene scene) => (scene.Time,
        scene.Setting.IsIndoor) switch
    {
        (TimeOfDay.Night, true) => (0.9f, 0.86f, 0.82f),
        (TimeOfDay.Night, _) => (0.8f, 0.82f, 0.9f),
        (TimeOfDay.Sunset, _) => (1, 0.88f, 0.8f),
        (_, false) when scene.Weather != Weather.Clear => (0.92f, 0.94f, 0.96f),
        _ => (1, 1, 1),
    };

    private static int Depth(Stand stand) => stand switch
    {
        Stand.Back => 0,
        Stand.Water => 1,
        Stand.Sky => 2,
        Stand.Table => 3,
        _ => 4,
    };
}
