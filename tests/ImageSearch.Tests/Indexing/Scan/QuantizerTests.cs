using CsCheck;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Tests.Indexing.Scan;

public sealed class QuantizerTests
{
    private static readonly Gen<(float[] Row, float[] Query)> Pairs =
        from dimension in ScanGen.Dimension
        from row in ScanGen.Vector(dimension)
        from query in ScanGen.Vector(dimension)
        select (row, query);

    [Fact]
    public void The_float32_score_lies_within_the_stated_error_of_the_codes_product() =>
        Pairs.Sample(
            pair =>
            {
                sbyte[] codes = new sbyte[VectorBlock.StrideOf(pair.Row.Length)];
                short[] queryCodes = new short[codes.Length];
                float scale = Quantizer.Quantize(pair.Row, codes);
                float error = Quantizer.ErrorOf(pair.Row, codes, scale);
                QuantizedQuery query = Quantizer.QuantizeQuery(pair.Query, queryCodes);
                double product = codes.Zip(queryCodes, (a, b) => (double)a * b).Sum() * scale * query.Scale;
                double bound = ((double)query.Length * error) + ((double)query.ErrorPerRowScale * scale) + 1e-36;
                double score = Float32Dot.ComputeScalar(pair.Query, pair.Row);
                Assert.InRange(score, product - bound, product + bound);
            },
            iter: 5_000);

    [Fact]
    public void The_largest_value_gets_code_127_and_padding_gets_zero()
    {
        sbyte[] codes = [.. Enumerable.Repeat((sbyte)99, 64)];
        float scale = Quantizer.Quantize([0.25f, -0.5f, 0f], codes);
        Assert.Equal(0.5f / 127, scale);
        Assert.Equal([64, -127, 0], codes[..3].Select(c => (int)c));
        Assert.All(codes[3..], c => Assert.Equal(0, c));
    }

    [Fact]
    public void A_zero_vector_gets_scale_zero_and_error_zero()
    {
        sbyte[] codes = [.. Enumerable.Repeat((sbyte)99, 64)];
        Assert.Equal(0, Quantizer.Quantize(new float[5], codes));
        Assert.All(codes, c => Assert.Equal(0, c));
        Assert.Equal(0, Quantizer.ErrorOf(new float[5], codes, 0));
    }

    [Theory, InlineData(float.NaN), InlineData(float.NegativeInfinity), InlineData(-2e9f)]
    public void A_value_that_cannot_be_compared_is_refused(float value)
    {
        Assert.Throws<ArgumentException>(() => Quantizer.Quantize([1f, value], new sbyte[64]));
        Assert.Throws<ArgumentException>(() => Quantizer.QuantizeQuery([1f, value], new short[64]));
    }

    [Fact]
    public void Codes_that_are_too_short_are_refused() =>
        Assert.Throws<ArgumentException>(() => Quantizer.Quantize(new float[3], new sbyte[2]));

    [Theory, InlineData(64), InlineData(512), InlineData(576), InlineData(VectorBlock.MaximumDimension)]
    public void The_largest_sum_of_products_fits_into_32_bits(int dimension)
    {
        short[] codes = new short[VectorBlock.StrideOf(dimension)];
        Quantizer.QuantizeQuery([.. Enumerable.Repeat(-1f, dimension)], codes);
        long largest = codes.Sum(c => 127L * Math.Abs((long)c));
        Assert.InRange(largest, 127L * dimension * 1000, int.MaxValue);
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(VectorBlock.MaximumDimension + 1)]
    public void A_dimension_outside_the_range_is_refused(int dimension) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorBlock.StrideOf(dimension));

    [Theory, InlineData(1, 64), InlineData(64, 64), InlineData(65, 128), InlineData(256, 256)]
    public void The_stride_is_the_dimension_rounded_up_to_64(int dimension, int stride) =>
        Assert.Equal(stride, VectorBlock.StrideOf(dimension));
}
