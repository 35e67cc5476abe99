using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageSearch.Benchmarks.Scan;

/// <summary>Reads memory as fast as it can be read, and does next to nothing with it.</summary>
internal static unsafe class MemoryReader
{
    /// <summary>Reads all bytes once, each thread a part of its own; returns a sum, so that nothing is left out.</summary>
    public static ulong Read(void* memory, long bytes, int threads)
    {
        ulong total = 0;
        long part = bytes / threads / 256 * 256;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t =>
            Interlocked.Add(ref total, Sum((ulong*)((byte*)memory + (t * part)), part / sizeof(ulong))));
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Sum(ulong* p, long count)
    {
        Vector512<ulong> a = Vector512<ulong>.Zero, b = a, c = a, d = a;
        for (long i = 0; i + 32 <= count; i += 32)
        {
            a += Vector512.Load(p + i);
            b += Vector512.Load(p + i + 8);
            c += Vector512.Load(p + i + 16);
            d += Vector512.Load(p + i + 24);
        }

        return Vector512.Sum(a + b + (c + d));
    }
}
