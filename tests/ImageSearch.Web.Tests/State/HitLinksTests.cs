using ImageSearch.Client;
using ImageSearch.Web.State;

namespace ImageSearch.Web.Tests.State;

public sealed class HitLinksTests
{
    [Fact]
    public void Only_pictures_of_several_columns_are_linked_and_the_best_place_comes_first()
    {
        HitLinks links = new([Column("resnet", 7, 8, 9), Column("vit", 9, 1, 8)]);

        Assert.Equal(2, links.Count);
        Assert.Null(links.Find(7));
        Assert.Equal(1, links.Find(9)!.Number);
        Assert.Equal(2, links.Find(8)!.Number);
    }

    [Fact]
    public void A_difference_says_where_the_other_model_has_the_picture()
    {
        HitLinks links = new([Column("resnet", 1, 2, 3), Column("vit", 3, 2, 1)]);

        RankDifference higher = Assert.Single(links.Find(3)!.SeenFrom("resnet"));
        RankDifference lower = Assert.Single(links.Find(3)!.SeenFrom("vit"));
        RankDifference same = Assert.Single(links.Find(2)!.SeenFrom("vit"));
        Assert.Equal(("▲2 in vit", "2 places higher in vit"), (higher.Sign, higher.Words));
        Assert.Equal(("▼2 in resnet", "2 places lower in resnet"), (lower.Sign, lower.Words));
        Assert.Equal(("= in resnet", "same place in resnet"), (same.Sign, same.Words));
    }

    [Theory, InlineData(1, "1 place higher in vit"), InlineData(-1, "1 place lower in vit")]
    public void One_place_is_singular(int places, string words) =>
        Assert.Equal(words, new RankDifference("vit", places).Words);

    internal static ModelResult Column(string model, params long[] ids) => new(
        model, [.. ids.Select((id, i) => new Hit(i + 1, id, $"{id}.jpg", $"a/{id}.jpg", 0.5 - (i * 0.1), 40, 30))],
        null, null, null, new StageTimings(1, 1, 2));
}
