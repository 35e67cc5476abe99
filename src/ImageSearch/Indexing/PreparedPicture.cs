using System.Buffers;

namespace ImageSearch.Indexing;

/// <summary>A decoded picture on its way to the models: one tensor for each model that has no vector of it
/// yet.</summary>
internal sealed class PreparedPicture(ItemRecord record, IReadOnlyList<IndexModel> models)
{
    private readonly float[]?[] _tensors = new float[]?[models.Count];

    /// <summary>What becomes of the picture when its vectors are there.</summary>
    public ItemRecord Record => record;

    /// <summary>Resizes and normalises for one model.</summary>
    public void Prepare(int model, Decoding.PixelImage pixels)
    {
        // Rented: 0.6 MB a picture would otherwise go through the large object heap.
        int length = models[model].Embedder.PreparedLength;
        _tensors[model] = ArrayPool<float>.Shared.Rent(length);
        models[model].Embedder.Prepare(pixels, _tensors[model].AsSpan(0, length));
    }

    /// <summary>The tensor for a model; null when the library has the vector.</summary>
    public ReadOnlyMemory<float>? TensorOf(int model)
    {
        // Not as a conditional expression: null would become an empty Memory by way of a null array.
        if (_tensors[model] is { } tensor)
        {
            return tensor.AsMemory(0, models[model].Embedder.PreparedLength);
        }

        return null;
    }

    /// <summary>Gives the tensors back.</summary>
    public void Release()
    {
        for (int m = 0; m < _tensors.Length; m++)
        {
            if (Interlocked.Exchange(ref _tensors[m], null) is { } tensor)
            {
                ArrayPool<float>.Shared.Return(tensor);
            }
        }
    }
}
