using BenchmarkDotNet.Attributes;
using ImageSearch.Indexing;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Benchmarks.Scan;

/// <summary>The exact int8 scan beside TensorPrimitives.Dot over float32, on all processors.</summary>
#pragma warning disable CA1001 // BenchmarkDotNet calls Cleanup, which disposes of the field.
public class ScanBenchmarks
#pragma warning restore CA1001
{
    private ScanData? _data;
    private float[] _queries = [];

    [Params(10_000, 100_000, 1_000_000)]
    public int Rows { get; set; }

    [Params(1, 32)]
    public int Queries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _data = new ScanData(Rows);
        _queries = ScanData.Queries(Queries);
    }

    [GlobalCleanup]
    public void Cleanup() => _data?.Dispose();

    [Benchmark(Baseline = true)]
    public ScoredId[][] TensorPrimitivesDot() =>
        Float32Scan.Search(_data!.Block, _queries, 10, Environment.ProcessorCount);

    [Benchmark]
    public ScoredId[][] ExactInt8Scan() => ExactScan.Search(_data!.Block, _queries, 10);
}
