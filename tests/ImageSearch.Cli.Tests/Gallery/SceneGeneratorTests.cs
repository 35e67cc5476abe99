using ImageSearch.Cli.Gallery;

namespace ImageSearch.Cli.Tests.Gallery;

public sealed class SceneGeneratorTests
{
    private static readonly Scene[] Scenes = [.. Enumerable.Range(0, 4000).Select(new SceneGenerator(5).Next)];

    [Fact]
    public void There_are_at_least_40_kinds_and_10_settings()
    {
        Assert.InRange(Kinds.All.Select(k => k.Name).Distinct().Count(), 40, int.MaxValue);
        Assert.Equal(Kinds.All.Count, Kinds.All.Select(k => k.Name).Distinct().Count());
        Assert.InRange(Setting.All.Select(s => s.Name).Distinct().Count(), 10, int.MaxValue);
        Assert.InRange(NamedColour.All.Count, 8, int.MaxValue);
    }

    [Fact]
    public void Every_place_and_colour_of_a_kind_exists()
    {
        foreach (Kind kind in Kinds.All)
        {
            Assert.NotEmpty(kind.Places);
            Assert.All(kind.Places, place => Assert.Equal(place, Setting.Find(place).Name));
            Assert.All(kind.Colours, colour => Assert.Equal(colour, NamedColour.Find(colour).Name));
        }
    }

    [Fact]
    public void The_same_seed_and_index_give_the_same_scene() =>
        Assert.Equal(Scenes[..200], Enumerable.Range(0, 200).Select(new SceneGenerator(5).Next));

    [Fact]
    public void Another_seed_gives_other_scenes() =>
        Assert.DoesNotContain(Enumerable.Range(0, 200), i => new SceneGenerator(6).Next(i) == Scenes[i]);

    [Fact]
    public void Scenes_show_every_kind_setting_hour_weather_and_position()
    {
        Assert.Equal(Kinds.All.Count, Scenes.Select(s => s.First.Kind).Distinct().Count());
        Assert.Equal(Setting.All.Count, Scenes.Select(s => s.Setting).Distinct().Count());
        Assert.Equal(3, Scenes.Select(s => s.Time).Distinct().Count());
        Assert.Equal(4, Scenes.Select(s => s.Weather).Distinct().Count());
        Assert.Equal(3, Scenes.Select(s => s.First.Position).Distinct().Count());
        Assert.Equal([1, 2, 3, 4], Scenes.Select(s => s.First.Count).Distinct().Order());
    }

    [Fact]
    public void A_quarter_of_the_scenes_holds_a_second_kind_that_fits_the_setting()
    {
        Scene[] two = [.. Scenes.Where(s => s.Second is not null)];

        Assert.InRange(two.Length, Scenes.Length * 0.22, Scenes.Length * 0.28);
        Assert.All(two, s => Assert.Contains(s.Setting.Name, s.Second!.Kind.Places));
        Assert.All(two, s => Assert.NotEqual(s.First.Kind, s.Second!.Kind));
        Assert.All(two, s => Assert.NotEqual(s.First.Position, s.Second!.Position));
    }
}
