using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Indexing;

/// <summary>How pictures are indexed. Section <c>IMAGESEARCH__INDEX</c>.</summary>
public sealed class IndexOptions
{
    /// <summary>Most pictures that are given to a model at once. <c>IMAGESEARCH__INDEX__BATCHSIZE</c>; 1 to 1,024,
    /// default 16. Memory grows with it: twice as many prepared pictures wait at most, 0.6 MB each at 224 ×
    /// 224.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; set; } = 16;

    /// <summary>Threads that read, decode and resize. <c>IMAGESEARCH__INDEX__DECODETHREADS</c>; 0 to 256, default 0 is
    /// one a processor. Each holds one picture at a time.</summary>
    [Range(0, 256)]
    public int DecodeThreads { get; set; }

    /// <summary>Most pictures that are committed at once. <c>IMAGESEARCH__INDEX__COMMITSIZE</c>; 1 to 10,000, default
    /// 256. A killed run loses at most these.</summary>
    [Range(1, 10_000)]
    public int CommitSize { get; set; } = 256;

    /// <summary>Seconds after which what is there is committed, however little.
    /// <c>IMAGESEARCH__INDEX__COMMITSECONDS</c>; 0.01 to 3,600, default 2.</summary>
    [Range(0.01, 3600)]
    public double CommitSeconds { get; set; } = 2;

    /// <summary>What happens when another process indexes the same library: true waits until it is done, false is an
    /// error. <c>IMAGESEARCH__INDEX__WAITFORLOCK</c>; default false.</summary>
    public bool WaitForLock { get; set; }
}
