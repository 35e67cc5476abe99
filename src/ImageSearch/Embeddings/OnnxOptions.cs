using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Embeddings;

/// <summary>How models are run.</summary>
public sealed class OnnxOptions
{
    /// <summary>
    /// Threads of one model call. <c>IMAGESEARCH__ONNX__THREADS</c>; 0 to 256, default 0: one a processor.
    /// </summary>
    [Range(0, 256)]
    public int Threads { get; set; }

    /// <summary>
    /// Where models run: <c>cpu</c> or <c>cuda</c>. <c>IMAGESEARCH__ONNX__PROVIDER</c>, default <c>cpu</c>. A provider
    /// that is missing is an error, never replaced by another.
    /// </summary>
    [Required]
    public string Provider { get; set; } = "cpu";

    /// <summary>
    /// Pictures a model call. <c>IMAGESEARCH__ONNX__IMAGEBATCHSIZE</c>; 1 to 1,024, default 8. Memory grows with it.
    /// </summary>
    [Range(1, 1024)]
    public int ImageBatchSize { get; set; } = 8;

    /// <summary>Sentences a model call. <c>IMAGESEARCH__ONNX__TEXTBATCHSIZE</c>; 1 to 1,024, default 16.</summary>
    [Range(1, 1024)]
    public int TextBatchSize { get; set; } = 16;
}
