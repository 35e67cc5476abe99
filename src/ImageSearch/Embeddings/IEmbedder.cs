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

    /// <summary>Number of floats that <see cref="Prepare"/> writes for one picture.</summary>
    int PreparedLength { get; }

    /// <summary>Resizes and normalises a picture: the part of embedding that decoding threads can do.</summary>
    /// <param name="image">A picture of any shape.</param>
    /// <param name="destination">Exactly <see cref="PreparedLength"/> long.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    void Prepare(PixelImage image, Span<float> destination);

    /// <summary>Embeds pictures that <see cref="Prepare"/> has made ready.</summary>
    /// <param name="prepared">
    /// Any number of them; split into model calls by the embedder. Not kept after the call.
    /// </param>
    /// <param name="cancellationToken">Checked between model calls.</param>
    /// <returns>One unit vector of <see cref="Dimension"/> a picture, in order.</returns>
    /// <exception cref="ArgumentException">One of them is not <see cref="PreparedLength"/> long.</exception>
    /// <exception cref="ModelException">The model cannot be loaded or run.</exception>
    Task<float[][]> EmbedPreparedAsync(
        IReadOnlyList<ReadOnlyMemory<float>> prepared, CancellationToken cancellationToken = default);

    /// <summary>Embeds pictures: <see cref="Prepare"/>, then <see cref="EmbedPreparedAsync"/>.</summary>
    /// <param name="images">Any number of pictures, of any shape.</param>
    /// <param name="cancellationToken">Checked between model calls.</param>
    /// <returns>One unit vector of <see cref="Dimension"/> a picture, in order.</returns>
    /// <exception cref="ModelException">The model cannot be loaded or run.</exception>
    async Task<float[][]> EmbedImagesAsync(
        IReadOnlyList<PixelImage> images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        float[][] vectors = new float[images.Count][];
        for (int i = 0; i < vectors.Length; i++)
        {
            // One at a time: a CPU gains nothing from batches, and the tensors of many pictures are large.
            cancellationToken.ThrowIfCancellationRequested();
            float[] prepared = new float[PreparedLength];
            Prepare(images[i], prepared);
            vectors[i] = (await EmbedPreparedAsync([prepared], cancellationToken))[0];
        }

        return vectors;
    }

    /// <summary>Embeds sentences.</summary>
    /// <param name="texts">Any number of sentences; split into model calls by the embedder.</param>
    /// <param name="cancellationToken">Checked between model calls.</param>
    /// <returns>One result a sentence, in order; it says whether words were cut off.</returns>
    /// <exception cref="ModelException">The model cannot be loaded or run.</exception>
    Task<TextEmbedding[]> EmbedTextsAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);
}
