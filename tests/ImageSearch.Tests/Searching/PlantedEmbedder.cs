using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Tests.Searching;

/// <summary>A model whose vectors the test chooses: each sentence has the vector that was planted for it, and a
/// picture that of its first pixel's red. It reads 8 words.</summary>
internal sealed class PlantedEmbedder(string model, int dimension = 4, string? hash = null) : IEmbedder
{
    private const int ContextLength = 8;
    private readonly Dictionary<string, float[]> _vectors = [];

    public string Model => model;

    public string ModelHash => hash ?? "hash-of-" + model;

    public int Dimension => dimension;

    public int MinimumSide => 1;

    /// <summary>Number of sentences of each call so far.</summary>
    public List<int> TextCalls { get; } = [];

    /// <summary>Sentences wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>A sentence that this model cannot read.</summary>
    public string? Poison { get; init; }

    public PlantedEmbedder Plant(string text, params float[] vector)
    {
        _vectors[text] = vector;
        return this;
    }

    public int PreparedLength => 1;

    public void Prepare(PixelImage image, Span<float> destination) => destination[0] = image.Rgb[0] / 64;

    public Task<float[][]> EmbedPreparedAsync(
        IReadOnlyList<ReadOnlyMemory<float>> prepared, CancellationToken cancellationToken = default) =>
        Task.FromResult<float[][]>([.. prepared.Select(p => Axis((int)p.Span[0]))]);

    public async Task<TextEmbedding[]> EmbedTextsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TextCalls.Add(texts.Count);
        await Gate;
        return Poison is not null && texts.Contains(Poison)
            ? throw new ArgumentException($"'{Poison}' cannot be read.", nameof(texts))
            : [.. texts.Select(Embed)];
    }

    public void Dispose()
    {
    }

    /// <summary>The unit vector along one axis.</summary>
    public float[] Axis(int axis)
    {
        float[] vector = new float[dimension];
        vector[axis] = 1;
        return vector;
    }

    private TextEmbedding Embed(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        float[] vector = _vectors.GetValueOrDefault(string.Join(' ', words.Take(ContextLength))) ?? Axis(0);
        return new TextEmbedding(vector, words.Length, words.Length > ContextLength);
    }
}
