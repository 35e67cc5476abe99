using System.Numerics.Tensors;
using System.Threading.Channels;
using ImageSearch.Embeddings;

namespace ImageSearch.Indexing;

/// <summary>Gives prepared pictures to the models, as many at once as are ready, up to the batch size.</summary>
internal sealed class EmbedStage(IReadOnlyList<IndexModel> models, int batchSize)
{
    public async Task RunAsync(
        ChannelReader<PreparedPicture> prepared, ChannelWriter<ItemRecord> settled, CancellationToken cancellationToken)
    {
        List<PreparedPicture> batch = new(batchSize);
        while (await prepared.WaitToReadAsync(cancellationToken))
        {
            // It does not wait for a full batch: when decoding is slower than the model, waiting would gain nothing.
            while (batch.Count < batchSize && prepared.TryRead(out PreparedPicture? picture))
            {
                batch.Add(picture);
            }

            foreach (ItemRecord record in await EmbedAsync(batch, cancellationToken))
            {
                await settled.WriteAsync(record, cancellationToken);
            }

            batch.Clear();
        }
    }

    private async Task<ItemRecord[]> EmbedAsync(List<PreparedPicture> batch, CancellationToken cancellationToken)
    {
        try
        {
            float[]?[][] vectors = [.. batch.Select(_ => new float[]?[models.Count])];
            for (int m = 0; m < models.Count; m++)
            {
                int[] places = [.. Enumerable.Range(0, batch.Count).Where(p => batch[p].TensorOf(m) is not null)];
                ReadOnlyMemory<float>[] tensors = [.. places.Select(p => batch[p].TensorOf(m)!.Value)];
                float[][] found = tensors.Length == 0
                    ? []
                    : await EmbedAsync(models[m].Embedder, tensors, cancellationToken);
                for (int i = 0; i < places.Length; i++)
                {
                    vectors[places[i]][m] = found[i];
                }
            }

            return [.. batch.Select((picture, p) => Complete(picture.Record, vectors[p]))];
        }
        finally
        {
            batch.ForEach(picture => picture.Release());
        }
    }

    private static async Task<float[][]> EmbedAsync(
        IEmbedder embedder, ReadOnlyMemory<float>[] tensors, CancellationToken cancellationToken)
    {
        using StageMeasurement embedding = StageMeasurement.StartWithoutSpan("index.embed", embedder.Model);
        return await embedder.EmbedPreparedAsync(tensors, cancellationToken);
    }

    /// <summary>A vector that cannot be compared with others must not reach the library.</summary>
    private ItemRecord Complete(ItemRecord record, float[]?[] vectors)
    {
        for (int m = 0; m < models.Count; m++)
        {
            if (vectors[m] is { } vector && Math.Abs(TensorPrimitives.Norm<float>(vector) - 1) is not < 0.01f)
            {
                return record with
                {
                    State = ItemState.Skipped,
                    IsNew = !record.HasSameContent,
                    Width = 0,
                    Height = 0,
                    Reason = $"model '{models[m].Embedder.Model}' made no unit vector of it.",
                };
            }
        }

        return record with { Vectors = vectors };
    }
}
