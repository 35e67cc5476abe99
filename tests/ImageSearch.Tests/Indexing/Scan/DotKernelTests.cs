using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using CsCheck;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Tests.Indexing.Scan;

public sealed unsafe class DotKernelTests
{
    // Most are extremes: with uniform bytes an overflow of 16-bit sums is hardly ever met.
    private static readonly Gen<sbyte> Codes =
        Gen.OneOf(Gen.SByte[-127, 127], Gen.Const((sbyte)-127), Gen.Const((sbyte)127));

    private static readonly Gen<short> QueryCodes =
        Gen.OneOf(Gen.Short[-32767, 32767], Gen.Const((short)-32767), Gen.Const((short)32767));

    private static readonly Gen<(int Stride, int Rows, sbyte[] Codes, short[] Queries)> Blocks =
        from stride in Gen.OneOf(64, 128, 256, 320, 512)
        from rows in Gen.Int[0, 13]
        from codes in Codes.Array[stride * rows]
        from queries in QueryCodes.Array[stride * 4]
        select (stride, rows, codes, queries);

    public static TheoryData<string> Paths => [.. DotKernel.Supported.Select(kernel => kernel.Name)];

    [Theory, MemberData(nameof(Paths))]
    public void Every_path_equals_the_plain_loop_for_one_query_and_for_four(string path)
    {
        DotKernel kernel = DotKernel.Supported.Single(k => k.Name == path);
        Blocks.Sample(
            block =>
            {
                Assert.Equal(Sums(new ScalarDotKernel(), block, 1), Sums(kernel, block, 1));
                Assert.Equal(Sums(new ScalarDotKernel(), block, 4), Sums(kernel, block, 4));
            },
            iter: 400);
    }

    [Theory, MemberData(nameof(Paths))]
    public void Extremes_in_every_place_do_not_overflow(string path)
    {
        DotKernel kernel = DotKernel.Supported.Single(k => k.Name == path);
        foreach (int stride in new[] { 64, 512, VectorBlock.MaximumDimension })
        {
            short level = (short)Math.Min(short.MaxValue, int.MaxValue / (127 * stride));
            sbyte[] codes = [.. Enumerable.Repeat((sbyte)-127, 5 * stride)];
            short[] queries =
                [.. Enumerable.Repeat(level, 2 * stride), .. Enumerable.Repeat((short)-level, 2 * stride)];
            int sum = 127 * level * stride;
            int[] expected = [.. Enumerable.Repeat(-sum, 10), .. Enumerable.Repeat(sum, 10)];
            Assert.Equal(expected, Sums(kernel, (stride, 5, codes, queries), 4));
        }
    }

    [Fact]
    public void The_widest_path_that_is_not_switched_off_is_chosen()
    {
        string widest = Avx512BW.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "portable";
        string expected = Environment.GetEnvironmentVariable(InstructionSetTests.ExpectedPath) ?? widest;
        Assert.Equal(expected, DotKernel.Best.Name);
    }

    [Fact]
    public void The_plain_loop_is_what_the_definition_says()
    {
        sbyte[] codes = new sbyte[128];
        short[] queries = new short[256];
        (codes[0], codes[63], codes[64], codes[127]) = (2, -3, 5, 7);
        (queries[0], queries[63]) = (100, 10);
        Assert.Equal([170, 570], Sums(new ScalarDotKernel(), (64, 2, codes, queries), 1));
    }

    private static int[] Sums(
        DotKernel kernel, (int Stride, int Rows, sbyte[] Codes, short[] Queries) block, int queries)
    {
        // The rows end where their memory ends, and one more sum shows a write beyond the last.
        int[] sums = new int[(queries * block.Rows) + 1];
        sums[^1] = 4711;
        using NativeCopy<sbyte> codes = new(block.Codes);
        using NativeCopy<short> query = new(block.Queries);
        fixed (int* s = sums)
        {
            if (queries == 1)
            {
                kernel.OneQuery(codes.Pointer, query.Pointer, block.Stride, block.Rows, s);
            }
            else
            {
                kernel.FourQueries(codes.Pointer, query.Pointer, block.Stride, block.Rows, s);
            }
        }

        Assert.Equal(4711, sums[^1]);
        return sums[..^1];
    }

    private sealed class NativeCopy<T> : IDisposable
        where T : unmanaged
    {
        public NativeCopy(T[] values)
        {
            Pointer = (T*)NativeMemory.Alloc((nuint)values.Length, (nuint)sizeof(T));
            values.CopyTo(new Span<T>(Pointer, values.Length));
        }

        public T* Pointer { get; }

        public void Dispose() => NativeMemory.Free(Pointer);
    }
}
