using SkiaSharp;
using static ImageSearch.Cli.Gallery.Inks;

namespace ImageSearch.Cli.Gallery;

/// <summary>What a setting is drawn with: a pen that works in pixels, the hour and the weather.</summary>
internal sealed class Backdrop(Pen pen, TimeOfDay time, Weather weather)
{
    public const int Width = 512;
    public const int Height = 384;

    public Pen Pen => pen;

    public TimeOfDay Time => time;

    /// <summary>Where the ground meets the sky, in pixels from the top.</summary>
    public float Horizon { get; } = pen.Between(190, 225);

    /// <summary>Draws the sky down to <paramref name="bottom"/>, with sun or moon, stars and clouds.</summary>
    public void Sky(float left, float top, float width, float bottom)
    {
        (float, float, float) light = pen.Light;
        pen.Light = (1, 1, 1);
        (SKColor high, SKColor low) = SkyColours();
        pen.Gradient(high, low, left, top, width, bottom - top);
        float x = left + (width * pen.Between(0.12f, 0.88f));
        float radius = MathF.Min(26, width * 0.12f);
        bool isCovered = weather is Weather.Rain or Weather.Snow;
        if (time == TimeOfDay.Night && !isCovered)
        {
            for (int i = 0; i < 60; i++)
            {
                pen.Disc(White.WithAlpha(200), left + pen.Between(0, width), top + pen.Between(0, bottom - top),
                    pen.Between(0.5f, 1.6f));
            }

            pen.Glow(new SKColor(0xF5, 0xF0, 0xD0), x, top + ((bottom - top) * 0.3f), radius, radius * 2.4f);
            pen.Disc(Stone.WithAlpha(110), x - (radius * 0.3f), top + ((bottom - top) * 0.27f), radius * 0.25f);
            pen.Disc(Stone.WithAlpha(110), x + (radius * 0.35f), top + ((bottom - top) * 0.34f), radius * 0.2f);
        }
        else if (time == TimeOfDay.Sunset)
        {
            pen.Glow(new SKColor(0xFF, 0xB0, 0x40), x, bottom - (radius * 0.4f), radius * 1.4f, radius * 5);
        }
        else if (time == TimeOfDay.Day && weather == Weather.Clear)
        {
            pen.Glow(new SKColor(0xFF, 0xE2, 0x60), x, top + ((bottom - top) * 0.28f), radius, radius * 2.4f);
        }

        Clouds(left, top, width, bottom);
        pen.Light = light;
    }

    private void Clouds(float left, float top, float width, float bottom)
    {
        bool isHeavy = weather is Weather.Rain or Weather.Snow or Weather.Clouds;
        SKColor colour = (time, isHeavy) switch
        {
            (TimeOfDay.Night, _) => new SKColor(0x4A, 0x50, 0x66),
            (TimeOfDay.Sunset, _) => new SKColor(0xE8, 0x9A, 0x8A),
            (_, true) when weather == Weather.Clouds => new SKColor(0xE4, 0xE8, 0xEC),
            (_, true) => new SKColor(0x8A, 0x92, 0x9C),
            _ => new SKColor(0xFF, 0xFF, 0xFF),
        };
        int count = isHeavy ? 7 : pen.Choose(3);
        float unit = width / Width;
        for (int i = 0; i < count; i++)
        {
            float x = left + pen.Between(0, width);
            float y = top + ((bottom - top) * pen.Between(0.05f, isHeavy ? 0.45f : 0.4f));
            float size = pen.Between(14, 30) * unit * (isHeavy ? 1.5f : 1);
            for (int puff = -2; puff <= 2; puff++)
            {
                pen.Disc(colour.WithAlpha(215), x + (puff * size * 0.8f), y - (puff % 2 == 0 ? size * 0.25f : 0),
                    size * (1.1f - (MathF.Abs(puff) * 0.2f)));
            }
        }
    }

    private (SKColor High, SKColor Low) SkyColours() => (time, weather) switch
    {
        (TimeOfDay.Night, Weather.Clear) => (new SKColor(0x07, 0x0C, 0x24), new SKColor(0x24, 0x30, 0x5C)),
        (TimeOfDay.Night, _) => (new SKColor(0x14, 0x18, 0x26), new SKColor(0x30, 0x36, 0x48)),
        (TimeOfDay.Sunset, _) => (new SKColor(0x5A, 0x4A, 0x8C), new SKColor(0xFF, 0x9A, 0x4A)),
        (_, Weather.Clear) => (new SKColor(0x4B, 0x9C, 0xE6), new SKColor(0xCC, 0xE8, 0xF8)),
        (_, Weather.Clouds) => (new SKColor(0x9A, 0xB2, 0xC6), new SKColor(0xD8, 0xE0, 0xE6)),
        _ => (new SKColor(0x76, 0x80, 0x8C), new SKColor(0xB0, 0xB8, 0xC0)),
    };
}
