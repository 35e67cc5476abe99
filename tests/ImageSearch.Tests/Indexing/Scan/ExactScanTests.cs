using System.Numerics.Tensors;
using CsCheck;
using ImageSearch.Indexing;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Tests.Indexing.Scan;

public sealed class ExactScanTests
{
    // Enough rows for four threads to have work.
    private static readonly Lazy<float[][]> ManyRows = new(() => Unit(new Random(5), 17_000, 256));

    // A process without some instructions repeats what another has tested with them.
    private static readonly int Iterations =
        Environment.GetEnvironmentVariable(InstructionSetTests.ExpectedPath) is null ? 120 : 40;

    private static readonly Gen<(int Dimension, float[][] Rows, float[][] Queries, int Count)> Searches =
        from dimension in ScanGen.Dimension
        from rows in ScanGen.Vectors(dimension)
        from queries in ScanGen.Vector(dimension).Array[1, 9]
        from count in Gen.OneOf(Gen.Int[1, 20], Gen.Int[1, 300])
        select (dimension, rows, queries, count);

    public static TheoryData<string> Paths => [.. DotKernel.Supported.Select(kernel => kernel.Name)];

    [Theory, MemberData(nameof(Paths))]
    public void A_search_returns_what_a_plain_loop_over_float32_rows_returns(string path)
    {
        DotKernel kernel = Kernel(path);
        Searches.Sample(
            search =>
            {
                using BlockOfVectors block = new(search.Rows, search.Dimension);
                float[] queries = [.. search.Queries.SelectMany(q => q)];
                ScoredId[][] found = ExactScan.Search(block.View, queries, search.Count, null, kernel, 1);
                Assert.Equal(search.Queries.Select(q => block.SearchPlainly(q, search.Count)), found);
            },
            iter: Iterations);
    }

    [Theory, MemberData(nameof(Paths))]
    public void Rows_that_the_filter_refuses_do_not_take_the_place_of_others(string path)
    {
        DotKernel kernel = Kernel(path);
        Gen.Select(Searches, Gen.Long[1, 7]).Sample(
            (search, divisor) =>
            {
                bool Filter(long id) => id % divisor == 0;
                using BlockOfVectors block = new(search.Rows, search.Dimension);
                float[] queries = [.. search.Queries.SelectMany(q => q)];
                ScoredId[][] found = ExactScan.Search(block.View, queries, search.Count, Filter, kernel, 1);
                Assert.Equal(search.Queries.Select(q => block.SearchPlainly(q, search.Count, Filter)), found);
            },
            iter: Iterations);
    }

    [Theory, InlineData(1), InlineData(3), InlineData(5)]
    public void Several_threads_return_what_one_returns(int queries)
    {
        using BlockOfVectors block = new(ManyRows.Value, 256);
        float[] batch = [.. Unit(new Random(queries), queries, 256).SelectMany(q => q)];
        ScoredId[][] one = ExactScan.Search(block.View, batch, 25, null, DotKernel.Best, 1);
        for (int run = 0; run < 5; run++)
        {
            Assert.Equal(one, ExactScan.Search(block.View, batch, 25, null, DotKernel.Best, 4));
        }

        Assert.Equal(block.SearchPlainly(batch[..256], 25), one[0]);
    }

    [Fact]
    public void Rows_sorted_from_worst_to_best_are_all_considered()
    {
        float[][] rows = [.. Enumerable.Range(0, 3_000).Select(i => new[] { i / 3_000f, 0.1f })];
        using BlockOfVectors block = new(rows, 2);
        ScoredId[] found = ExactScan.Search(block.View, [1f, 0f], 3)[0];
        Assert.Equal([3_000L, 2_999L, 2_998L], found.Select(hit => hit.Id));
    }

    [Fact]
    public void Equal_scores_come_by_ascending_id_in_whatever_order_rows_lie()
    {
        float[][] rows = [.. Enumerable.Repeat(new[] { 0.6f, 0.8f }, 500)];
        long[] ids = [.. Enumerable.Range(0, 500).Select(i => (long)((i * 7919) % 500) - 100)];
        using BlockOfVectors block = new(rows, 2, ids);
        ScoredId[] found = ExactScan.Search(block.View, [1f, 0f], 4)[0];
        Assert.Equal([-100L, -99L, -98L, -97L], found.Select(hit => hit.Id));
    }

    [Fact]
    public void Nearly_equal_rows_that_share_their_codes_are_told_apart()
    {
        // The codes of all rows are the same; only float32 knows the order.
        float[][] rows = [.. Enumerable.Range(0, 400).Select(i => new[] { 1f, 0.5f + ((i * 37 % 400) * 1e-6f) })];
        using BlockOfVectors block = new(rows, 2);
        Assert.Equal(block.SearchPlainly([0f, 1f], 10), ExactScan.Search(block.View, [0f, 1f], 10)[0]);
    }

    [Fact]
    public void An_empty_block_gives_an_empty_array_for_each_query()
    {
        using BlockOfVectors block = new([], 3);
        Assert.Equal([[], []], ExactScan.Search(block.View, [1, 0, 0, 0, 1, 0], 5));
        Assert.Empty(ExactScan.Search(block.View, [], 5));
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(1e10f)]
    public void A_query_that_holds_no_comparable_number_is_refused(float value)
    {
        using BlockOfVectors block = new([[1f, 0f]], 2);
        Assert.Throws<ArgumentException>(() => ExactScan.Search(block.View, [0f, value], 1));
    }

    [Fact]
    public void A_query_of_another_dimension_and_a_count_of_zero_are_refused()
    {
        using BlockOfVectors block = new([[1f, 0f]], 2);
        Assert.Throws<ArgumentException>(() => ExactScan.Search(block.View, [1f, 0f, 0f], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactScan.Search(block.View, [1f, 0f], 0));
    }

    [Theory, InlineData(1), InlineData(4)]
    public void What_a_filter_throws_reaches_the_caller(int threads)
    {
        using BlockOfVectors block = new(ManyRows.Value, 256);
        Assert.Throws<OperationCanceledException>(() => ExactScan.Search(
            block.View, new float[256], 1, _ => throw new OperationCanceledException(), DotKernel.Best, threads));
    }

    private static DotKernel Kernel(string name) => DotKernel.Supported.Single(kernel => kernel.Name == name);

    private static float[][] Unit(Random random, int count, int dimension)
    {
        float[][] rows = new float[count][];
        for (int r = 0; r < count; r++)
        {
            rows[r] = new float[dimension];
            for (int i = 0; i < dimension; i++)
            {
                rows[r][i] = random.NextSingle() - 0.5f;
            }

            TensorPrimitives.Divide(rows[r], TensorPrimitives.Norm(rows[r]), rows[r]);
        }

        return rows;
    }
}
