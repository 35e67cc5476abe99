using BenchmarkDotNet.Running;
using ImageSearch.Benchmarks.Indexing;
using ImageSearch.Benchmarks.Scan;
using ImageSearch.Benchmarks.Serving;

// A report measures one subject within minutes and writes benchmarks/results; everything else is BenchmarkDotNet's.
switch (args)
{
    case ["scan-report", .. var rest]:
        return ScanReport.Run(rest);
    case ["indexing-report", .. var rest]:
        return await IndexingReport.RunAsync(rest);
    case ["serving-report", .. var rest]:
        return await ServingReport.RunAsync(rest);
    case ["soak-report", .. var rest]:
        return await SoakReport.RunAsync(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ScanReport).Assembly).Run(args);
        return 0;
}
