using CsCheck;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Tests.Indexing.Scan;

public sealed unsafe class Float32DotTests
{
    [Fact]
    public void The_vector_path_equals_the_plain_loop_to_the_last_bit() =>
        (from dimension in ScanGen.Dimension
         from a in ScanGen.Vector(dimension)
         from b in ScanGen.Vector(dimension)
         select (a, b)).Sample(pair =>
        {
            fixed (float* a = pair.a, b = pair.b)
            {
                Assert.Equal(
                    BitConverter.SingleToInt32Bits(Float32Dot.ComputeScalar(pair.a, pair.b)),
                    BitConverter.SingleToInt32Bits(Float32Dot.Compute(a, b, pair.a.Length)));
            }
        });

    [Fact]
    public void The_score_is_within_the_rounding_of_the_double_product() =>
        Gen.Float[-1, 1].Array[300].Select(Gen.Float[-1, 1].Array[300]).Sample((a, b) =>
        {
            double exact = a.Zip(b, (x, y) => (double)x * y).Sum();
            double bound = 300 / (double)(1 << 24) * a.Zip(b, (x, y) => Math.Abs((double)x * y)).Sum();
            Assert.InRange(Float32Dot.ComputeScalar(a, b), exact - bound, exact + bound);
        });
}
