using ImageSearch.Decoding;

namespace ImageSearch.Embeddings;

/// <summary>A dual encoder: turns pictures and words into unit vectors of one space. Safe for concurrent use.</summary>
public interface IEmbedder : IDisposable
{
    /// <summary>The model's name, for example <c>resnet</c>.</summary>
    string Model { get; }

    /// <summary>Identifies the model's files: vectors of different hashes must never be compared.</summary>
    string ModelHash { get; }

    /// <summary>Length of every vector.</summary>
    int Dimension { get; }

    /// <summary>The short side, in pixels, below which decoding must not shrink a picture for this model.</summary>
    int MinimumSide { get; }

    /// <summary>Embeds pictures. Resizing and normalising are done here.</summary>
    /// <param name="images">Any number of pictures, of any shape; split into model calls by the embedder.</param>
    /// <param name="cancellationToken">Checked between model calls.</param>
    /// <returns>One unit vector of <see cref="Dimension"/> a picture, in order.</returns>
    Task<float[][]> EmbedImagesAsync(IReadOnlyList<PixelImage> images, CancellationToken cancellationToken = default);

    /// <summary>Embeds sentences.</summary>
    /// <returns>One result a sentence, in order; it says whether words were cut off.</returns>
    Task<TextEmbedding[]> EmbedTextsAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);
}
