using CsCheck;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Tests.Architecture;

namespace ImageSearch.Tests.Embeddings;

public sealed class PreprocessorTests
{
    private static readonly float[] Zero = [0, 0, 0];
    private static readonly float[] One = [1, 1, 1];

    public static TheoryData<string> Goldens =>
        [.. Directory.GetFiles(Folder(), "*.bin").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Goldens))]
    public void Every_sample_is_Pillows(string file)
    {
        // width x height - size - rule - interpolation
        string[] parts = Path.GetFileNameWithoutExtension(file).Split('-', 'x');
        int[] numbers = [.. parts.Take(3).Select(int.Parse)];
        ResizeRule rule = parts[3] == "crop" ? ResizeRule.CentreCrop : ResizeRule.Squash;
        Preprocessor preprocessor = new(
            new(numbers[2], rule, Enum.Parse<Interpolation>(parts[4], ignoreCase: true), Zero, One));

        PixelImage actual = preprocessor.Resize(Pattern(numbers[0], numbers[1]));

        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder(), file)), actual.Rgb);
    }

    [Fact]
    public void Random_shapes_are_within_roundings_of_the_exact_definition() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Bool, Gen.Int[0, 999])
            .Sample(
                (width, height, newWidth, newHeight, cubic, seed) =>
                {
                    PixelImage image = Noise(width, height, seed);
                    Interpolation filter = cubic ? Interpolation.Bicubic : Interpolation.Bilinear;
                    byte[] actual = Preprocessor.Resize(image, newWidth, newHeight, filter).Rgb;
                    double[] expected = Define(image, newWidth, newHeight, cubic);
                    double[] errors = [.. actual.Zip(expected, (a, e) => Math.Abs(a - e))];

                    // Half a level for the last rounding. Where the first pass ends on a half, fixed point may round it
                    // to the other side: a level in one line, weighted.
                    Assert.True(errors.Max() < 1.76, $"An error of {errors.Max()}.");
                },
                iter: 200, threads: 1);

    [Theory, InlineData(ResizeRule.Squash), InlineData(ResizeRule.CentreCrop)]
    public void The_tensor_is_planes_of_normalised_samples(ResizeRule rule)
    {
        float[] mean = [0.1f, 0.2f, 0.3f];
        float[] std = [0.5f, 0.25f, 2f];
        Preprocessor preprocessor = new(new(9, rule, Interpolation.Bicubic, mean, std));
        PixelImage image = Pattern(31, 20);
        float[] tensor = new float[preprocessor.TensorLength];

        preprocessor.Process(image, tensor);

        byte[] pixels = preprocessor.Resize(image).Rgb;
        for (int c = 0; c < 3; c++)
        {
            for (int p = 0; p < 81; p++)
            {
                Assert.Equal((pixels[p * 3 + c] / 255.0 - mean[c]) / std[c], tensor[c * 81 + p], 1e-6);
            }
        }
    }

    [Theory, InlineData(10_000, 3), InlineData(3, 10_000)]
    public void A_very_long_picture_costs_no_more_than_its_middle(int width, int height)
    {
        // The whole resized picture would be 224 · 746,666 pixels; only the middle is made.
        Preprocessor preprocessor = new(new(224, ResizeRule.CentreCrop, Interpolation.Bicubic, Zero, One));
        PixelImage image = new(width, height, Enumerable.Repeat((byte)77, width * height * 3).ToArray());
        long before = GC.GetAllocatedBytesForCurrentThread();

        PixelImage square = preprocessor.Resize(image);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8_000_000, "Too much memory was taken.");
        Assert.All(square.Rgb, sample => Assert.Equal(77, sample));
    }

    [Fact]
    public void A_wrong_destination_or_rule_is_refused()
    {
        PreprocessorRule rule = new(8, ResizeRule.Squash, Interpolation.Bilinear, Zero, One);

        Assert.Equal(192, new Preprocessor(rule).TensorLength);
        Assert.Throws<ArgumentException>(() => new Preprocessor(rule).Process(Pattern(4, 4), new float[191]));
        Assert.Throws<ArgumentException>(() => new Preprocessor(rule with { Size = 0 }));
        Assert.Throws<ArgumentException>(() => new Preprocessor(rule with { Mean = [0, 0] }));
        Assert.Throws<ArgumentException>(() => new Preprocessor(rule with { Std = [1, 0, 1] }));
    }

    /// <summary>Antialiased resampling in double precision, with the rounding between the passes.</summary>
    private static double[] Define(PixelImage image, int width, int height, bool cubic)
    {
        double[] between = new double[image.Height * width * 3];
        for (int y = 0; y < image.Height; y++)
        {
            for (int i = 0; i < width * 3; i++)
            {
                int row = y * image.Width * 3 + i % 3;
                between[y * width * 3 + i] = Math.Floor(
                    Sample(x => image.Rgb[row + x * 3], image.Width, width, i / 3, cubic) + 0.5);
            }
        }

        double[] result = new double[height * width * 3];
        for (int i = 0; i < result.Length; i++)
        {
            int column = i % (width * 3);
            result[i] = Sample(y => between[y * width * 3 + column], image.Height, height, i / (width * 3), cubic);
        }

        return result;
    }

    private static double Sample(Func<int, double> line, int length, int resized, int index, bool cubic)
    {
        double scale = (double)length / resized;
        double stretch = Math.Max(scale, 1);
        double centre = (index + 0.5) * scale;
        double sum = 0;
        double weights = 0;
        for (int x = 0; x < length; x++)
        {
            double distance = Math.Abs(x + 0.5 - centre) / stretch;
            double weight = !cubic ? Math.Max(0, 1 - distance)
                : distance < 1 ? 1.5 * Math.Pow(distance, 3) - 2.5 * Math.Pow(distance, 2) + 1
                : distance < 2 ? -0.5 * Math.Pow(distance, 3) + 2.5 * Math.Pow(distance, 2) - 4 * distance + 2
                : 0;
            sum += weight * line(x);
            weights += weight;
        }

        return Math.Clamp(sum / weights, 0, 255);
    }

    private static PixelImage Noise(int width, int height, int seed)
    {
        byte[] rgb = new byte[width * height * 3];
        new Random(seed).NextBytes(rgb);
        return new PixelImage(width, height, rgb);
    }

    /// <summary>The picture of tests/data/resize/make.py.</summary>
    private static PixelImage Pattern(int width, int height)
    {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.Length; i++)
        {
            int c = i % 3;
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte)(x * x * 7 + x * y * 13 + y * y * 3 + c * 85 + (x * y >> 3));
        }

        return new PixelImage(width, height, rgb);
    }

    private static string Folder() => Repository.At("tests", "data", "resize");
}
