using ImageSearch.Embeddings;
using ImageSearch.Training.Data;

namespace ImageSearch.Training.Tests.Data;

public class BatchLoaderTests
{
    [Fact]
    public void A_batch_is_a_function_of_seed_and_step()
    {
        using TinyData data = new();
        TrainingSet set = TrainingSet.Load([data.Captions], []);
        using PictureCaches cache = Open(data, set.Train);
        Batch straight = Loader(data, set.Train, cache, 1).Load(5);
        BatchLoader other = Loader(data, set.Train, cache, 1);
        other.Load(0);
        Batch later = other.Load(5);
        Assert.Equal(straight.Pixels, later.Pixels);
        Assert.Equal(straight.Ids, later.Ids);
        Assert.NotEqual(straight.Pixels, Loader(data, set.Train, cache, 2).Load(5).Pixels);
    }

    [Fact]
    public void An_epoch_uses_every_picture_once()
    {
        using TinyData data = new();
        TrainingSet set = TrainingSet.Load([data.Captions], []);
        using PictureCaches cache = Open(data, set.Train);
        BatchLoader loader = Loader(data, set.Train, cache, 1);
        long[] groups = [.. Enumerable.Range(0, loader.StepsPerEpoch).SelectMany(step => loader.Load(step).Groups)];
        Assert.Equal(set.Train.Select(item => (long)item.Group).Order(), groups.Order());
    }

    [Fact]
    public void A_share_shortens_the_epoch()
    {
        using TinyData data = new();
        TrainingSet set = TrainingSet.Load([data.Captions + ":0.5"], []);
        using PictureCaches cache = Open(data, set.Train);
        Assert.All(set.Train, item => Assert.Equal(0.5, item.Share));
        Assert.Equal(1, Loader(data, set.Train, cache, 1).StepsPerEpoch);
    }

    [Fact]
    public void A_broken_picture_is_left_out()
    {
        using TinyData data = new();
        File.WriteAllText(Path.Combine(data.Folder, "3.png"), "no picture");
        TrainingSet set = TrainingSet.Load([data.Captions], []);
        using PictureCaches cache = Open(data, set.Train);
        Assert.Equal(set.Train.Count - 1, Loader(data, set.Train, cache, 1).PictureCount);
    }

    [Fact]
    public void The_mask_covers_the_tokens_and_nothing_else()
    {
        (long[] ids, long[] mask) = BatchLoader.Pad(
            [new TokenizedText([2, 7, 3], 3), new TokenizedText([2, 3], 2)], paddingId: 0);
        Assert.Equal([2, 7, 3, 2, 3, 0], ids);
        Assert.Equal([1, 1, 1, 1, 1, 0], mask);
    }

    private static PictureCaches Open(TinyData data, IReadOnlyList<TrainingItem> items) =>
        new(Path.Combine(data.Folder, "cache"), [.. items.Select(i => i.File)], 40, null, _ => { });

    private static BatchLoader Loader(
        TinyData data, IReadOnlyList<TrainingItem> items, PictureCaches cache, int seed) =>
        new(items, cache, WordPieceTokenizer.Load(data.Vocabulary), new LoaderOptions(4, 32, 16, 0, seed));
}
