using ImageSearch.Decoding;

namespace ImageSearch.Embeddings;

/// <summary>Keeps the vectors of the sentences that were asked for last, and gives only the others to the model. Safe
/// for concurrent use.</summary>
/// <remarks>Where a sentence is kept, its <see cref="TextEmbedding"/> is the same object each time: do not change its
/// vector.</remarks>
public sealed class CachingEmbedder : IEmbedder
{
    private readonly IEmbedder _inner;
    private readonly int _capacity;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Text, TextEmbedding Embedding)>> _nodes =
        new(StringComparer.Ordinal);

    // The sentence that was used last comes first.
    private readonly LinkedList<(string Text, TextEmbedding Embedding)> _byUse = new();

    /// <summary>Creates an empty cache before a model.</summary>
    /// <param name="inner">The model; disposed with this object.</param>
    /// <param name="capacity">Most sentences that are kept; 0 keeps none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public CachingEmbedder(IEmbedder inner, int capacity)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _inner = inner;
        _capacity = capacity;
    }

    /// <inheritdoc/>
    public string Model => _inner.Model;

    /// <inheritdoc/>
    public string ModelHash => _inner.ModelHash;

    /// <inheritdoc/>
    public int Dimension => _inner.Dimension;

    /// <inheritdoc/>
    public int MinimumSide => _inner.MinimumSide;

    /// <inheritdoc/>
    public int PreparedLength => _inner.PreparedLength;

    /// <summary>Number of sentences that are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _nodes.Count;
            }
        }
    }

    /// <inheritdoc/>
    public void Prepare(PixelImage image, Span<float> destination) => _inner.Prepare(image, destination);

    /// <inheritdoc/>
    public Task<float[][]> EmbedPreparedAsync(
        IReadOnlyList<ReadOnlyMemory<float>> prepared, CancellationToken cancellationToken = default) =>
        _inner.EmbedPreparedAsync(prepared, cancellationToken);

    /// <inheritdoc/>
    public Task<float[][]> EmbedImagesAsync(
        IReadOnlyList<PixelImage> images, CancellationToken cancellationToken = default) =>
        _inner.EmbedImagesAsync(images, cancellationToken);

    /// <inheritdoc/>
    public async Task<TextEmbedding[]> EmbedTextsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        TextEmbedding?[] found = new TextEmbedding?[texts.Count];
        List<string> missing = Find(texts, found);
        LibraryTelemetry.TextCacheHits.Add(found.Count(f => f is not null), LibraryTelemetry.Of(Model));
        LibraryTelemetry.TextCacheMisses.Add(missing.Count, LibraryTelemetry.Of(Model));
        if (missing.Count > 0)
        {
            TextEmbedding[] made = await _inner.EmbedTextsAsync(missing, cancellationToken).ConfigureAwait(false);
            Keep(missing, made);
            Dictionary<string, TextEmbedding> byText = new(missing.Count, StringComparer.Ordinal);
            for (int i = 0; i < made.Length; i++)
            {
                byText.Add(missing[i], made[i]);
            }

            for (int i = 0; i < found.Length; i++)
            {
                found[i] ??= byText[texts[i]];
            }
        }

        return found!;
    }

    /// <summary>Disposes the model.</summary>
    public void Dispose() => _inner.Dispose();

    /// <summary>Fills in what is kept.</summary>
    /// <returns>The other sentences, each once.</returns>
    private List<string> Find(IReadOnlyList<string> texts, TextEmbedding?[] found)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<string> missing = [];
        lock (_lock)
        {
            for (int i = 0; i < found.Length; i++)
            {
                if (_nodes.TryGetValue(texts[i], out var node))
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                    found[i] = node.Value.Embedding;
                }
                else if (seen.Add(texts[i]))
                {
                    missing.Add(texts[i]);
                }
            }
        }

        return missing;
    }

    private void Keep(List<string> texts, TextEmbedding[] embeddings)
    {
        lock (_lock)
        {
            for (int i = 0; i < embeddings.Length && _capacity > 0; i++)
            {
                if (_nodes.ContainsKey(texts[i]))
                {
                    // Another caller asked for the same sentence meanwhile.
                    continue;
                }

                _nodes.Add(texts[i], _byUse.AddFirst((texts[i], embeddings[i])));
                if (_nodes.Count > _capacity)
                {
                    _nodes.Remove(_byUse.Last!.Value.Text);
                    _byUse.RemoveLast();
                }
            }
        }
    }
}
