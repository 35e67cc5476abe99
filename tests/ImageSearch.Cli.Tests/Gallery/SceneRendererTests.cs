using ImageSearch.Cli.Gallery;
using SkiaSharp;

namespace ImageSearch.Cli.Tests.Gallery;

public sealed class SceneRendererTests
{
    public static TheoryData<string> KindNames => [.. Kinds.All.Select(k => k.Name)];

    public static TheoryData<string> SettingNames => [.. Setting.All.Select(s => s.Name)];

    [Fact]
    public void The_same_seed_draws_the_same_bytes_and_another_seed_does_not()
    {
        for (int index = 0; index < 8; index++)
        {
            byte[] first = SceneRenderer.Encode(new SceneGenerator(3).Next(index));

            Assert.Equal(first, SceneRenderer.Encode(new SceneGenerator(3).Next(index)));
            Assert.NotEqual(first, SceneRenderer.Encode(new SceneGenerator(4).Next(index)));
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    public void A_picture_has_512_by_384_pixels(SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = SKBitmap.Decode(SceneRenderer.Encode(new SceneGenerator(1).Next(0), format));

        Assert.Equal((512, 384), (bitmap.Width, bitmap.Height));
    }

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Every_kind_is_seen_against_its_backdrop(string name)
    {
        Kind kind = Kinds.All.First(k => k.Name == name);
        foreach (string place in (string[])[kind.Places[0], kind.Places[^1]])
        {
            Scene scene = Of(kind, Setting.Find(place), TimeOfDay.Day);

            // From one in a hundred of the 196,608 pixels to most of them.
            Assert.InRange(ChangedPixels(scene), 1966, 160_000);
        }
    }

    [Theory]
    [MemberData(nameof(SettingNames))]
    public void Every_setting_is_darker_at_night(string name)
    {
        Setting setting = Setting.Find(name);
        Kind kind = Kinds.All.First(k => k.Places.Contains(name));

        Assert.True(
            Brightness(Of(kind, setting, TimeOfDay.Night)) < 0.8 * Brightness(Of(kind, setting, TimeOfDay.Day)));
    }

    private static Scene Of(Kind kind, Setting setting, TimeOfDay time)
    {
        NamedColour? colour = kind.Colours.Count == 0 ? null : NamedColour.Find(kind.Colours[0]);
        Subject subject = new(kind, colour, 1, Position.Middle, SizeClass.Medium, Figure.Man);
        return new Scene(0, 17, subject, null, setting, time, Weather.Clear);
    }

    private static int ChangedPixels(Scene scene)
    {
        using SKBitmap with = SceneRenderer.Draw(scene);
        using SKBitmap without = SceneRenderer.Draw(scene, withSubjects: false);
        ReadOnlySpan<byte> a = with.GetPixelSpan();
        ReadOnlySpan<byte> b = without.GetPixelSpan();
        int changed = 0;
        for (int i = 0; i < a.Length; i += 4)
        {
            int difference = Math.Abs(a[i] - b[i]) + Math.Abs(a[i + 1] - b[i + 1]) + Math.Abs(a[i + 2] - b[i + 2]);
            changed += difference > 24 ? 1 : 0;
        }

        return changed;
    }

    private static double Brightness(Scene scene)
    {
        using SKBitmap bitmap = SceneRenderer.Draw(scene, withSubjects: false);
        long sum = 0;
        foreach (byte value in bitmap.GetPixelSpan())
        {
            sum += value;
        }

        return (double)sum / bitmap.ByteCount - (255 / 4.0);
    }
}
