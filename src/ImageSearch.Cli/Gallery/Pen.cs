using SkiaSharp;

namespace ImageSearch.Cli.Gallery;

/// <summary>
/// Draws filled shapes and lines. Things are drawn in a box of 100 by 100 units whose lower edge, y = 100, is the
/// ground; backdrops in pixels. Every colour is tinted by the light of the hour, except that of lamps.
/// </summary>
internal sealed class Pen(SKCanvas canvas, Random random) : IDisposable
{
    private readonly SKPaint _paint = new() { IsAntialias = true, StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round };

    /// <summary>Share of red, green and blue light; (1, 1, 1) is day.</summary>
    public (float Red, float Green, float Blue) Light { get; set; } = (1, 1, 1);

    /// <summary>The colour that the scene gives to the thing.</summary>
    public SKColor Main { get; set; } = Inks.Red;

    /// <summary>Who is drawn, for people.</summary>
    public Figure Figure { get; set; }

    public SKColor Skin { get; set; } = new(0xE8, 0xB8, 0x92);

    public SKColor Hair { get; set; } = Inks.DarkWood;

    public SKColor Trousers { get; set; } = new(0x33, 0x48, 0x70);

    public SKColor Dark => Inks.Mix(Main, SKColors.Black, 0.28f);

    public SKColor Pale => Inks.Mix(Main, SKColors.White, 0.4f);

    /// <summary>Dark on a light main colour, white on a dark one.</summary>
    public SKColor Contrast => Main.Red + Main.Green + Main.Blue > 330 ? Inks.Ink : Inks.White;

    public SKCanvas Canvas => canvas;

    public float Between(float low, float high) => low + ((float)random.NextDouble() * (high - low));

    public int Choose(int count) => random.Next(count);

    public void Disc(SKColor color, float x, float y, float radius) => Oval(color, x, y, radius, radius);

    public void Oval(SKColor color, float x, float y, float radiusX, float radiusY) =>
        canvas.DrawOval(x, y, radiusX, radiusY, Fill(color));

    public void Box(SKColor color, float x, float y, float width, float height, float corner = 0) =>
        canvas.DrawRoundRect(x, y, width, height, corner, corner, Fill(color));

    public void Poly(SKColor color, params ReadOnlySpan<float> xy)
    {
        using SKPath path = Trace(xy);
        path.Close();
        canvas.DrawPath(path, Fill(color));
    }

    public void Line(SKColor color, float width, params ReadOnlySpan<float> xy)
    {
        using SKPath path = Trace(xy);
        canvas.DrawPath(path, Stroke(color, width));
    }

    /// <summary>Fills a shape written as SVG path data.</summary>
    public void Shape(SKColor color, string svg)
    {
        using SKPath path = SKPath.ParseSvgPathData(svg);
        canvas.DrawPath(path, Fill(color));
    }

    /// <summary>Draws a line written as SVG path data.</summary>
    public void Curve(SKColor color, float width, string svg)
    {
        using SKPath path = SKPath.ParseSvgPathData(svg);
        canvas.DrawPath(path, Stroke(color, width));
    }

    public void Ring(SKColor color, float width, float x, float y, float radius) =>
        canvas.DrawCircle(x, y, radius, Stroke(color, width));

    /// <summary>Fills a box with colours that change from its top to its bottom.</summary>
    public void Gradient(SKColor top, SKColor bottom, float x, float y, float width, float height)
    {
        using SKShader shader = SKShader.CreateLinearGradient(
            new SKPoint(0, y), new SKPoint(0, y + height), [Lit(top), Lit(bottom)], SKShaderTileMode.Clamp);
        SKPaint paint = Fill(SKColors.White);
        paint.Shader = shader;
        canvas.DrawRect(x, y, width, height, paint);
        paint.Shader = null;
    }

    /// <summary>A light that shines: not darkened by the hour, with a soft halo.</summary>
    public void Glow(SKColor color, float x, float y, float radius, float halo)
    {
        using SKShader shader = SKShader.CreateRadialGradient(
            new SKPoint(x, y), halo, [color.WithAlpha(150), color.WithAlpha(0)], SKShaderTileMode.Clamp);
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = SKColors.White;
        _paint.Shader = shader;
        canvas.DrawCircle(x, y, halo, _paint);
        _paint.Shader = null;
        _paint.Color = color;
        canvas.DrawCircle(x, y, radius, _paint);
    }

    public void Dispose() => _paint.Dispose();

    private SKColor Lit(SKColor color) => new(
        (byte)(color.Red * Light.Red), (byte)(color.Green * Light.Green), (byte)(color.Blue * Light.Blue), color.Alpha);

    private SKPaint Fill(SKColor color)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = Lit(color);
        return _paint;
    }

    private SKPaint Stroke(SKColor color, float width)
    {
        _paint.Style = SKPaintStyle.Stroke;
        _paint.StrokeWidth = width;
        _paint.Color = Lit(color);
        return _paint;
    }

    private static SKPath Trace(ReadOnlySpan<float> xy)
    {
        SKPath path = new();
        path.MoveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.Length; i += 2)
        {
            path.LineTo(xy[i], xy[i + 1]);
        }

        return path;
    }
}
