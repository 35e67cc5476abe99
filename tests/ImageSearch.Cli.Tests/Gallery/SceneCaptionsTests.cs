using System.Text.RegularExpressions;
using ImageSearch.Cli.Gallery;

namespace ImageSearch.Cli.Tests.Gallery;

public sealed partial class SceneCaptionsTests
{
    private static readonly (Scene Scene, IReadOnlyList<string> Captions)[] Written =
    [
        .. Enumerable.Range(0, 3000).Select(new SceneGenerator(11).Next).Select(s => (s, SceneCaptions.Write(s))),
    ];

    private static readonly Dictionary<string, string> SettingWords = new(StringComparer.Ordinal)
    {
        ["beach"] = "beach", ["forest"] = "forest|woods", ["street"] = "street", ["park"] = "park", ["snow"] = "snowy?",
        ["desert"] = "desert", ["mountains"] = "mountains", ["field"] = "field|farm", ["harbor"] = "harbor|water",
        ["kitchen"] = "kitchen", ["office"] = "office", ["living room"] = "living room",
    };

    [Fact]
    public void A_scene_has_three_to_five_different_captions() =>
        Assert.All(Written, w =>
        {
            Assert.InRange(w.Captions.Count, 3, 5);
            Assert.Equal(w.Captions.Count, w.Captions.Distinct().Count());
        });

    [Fact]
    public void Every_caption_names_each_kind() =>
        Assert.All(Written, w => Assert.All(w.Captions, caption =>
        {
            Assert.True(Names(caption, w.Scene.First), caption);
            Assert.True(w.Scene.Second is null || Names(caption, w.Scene.Second), caption);
        }));

    [Fact]
    public void Every_caption_names_the_setting() =>
        Assert.All(Written, w => Assert.All(
            w.Captions, caption => Assert.Matches($@"\b({SettingWords[w.Scene.Setting.Name]})\b", caption)));

    [Fact]
    public void An_stands_before_vowels_and_a_before_other_letters() =>
        Assert.All(Written.SelectMany(w => w.Captions), caption => Assert.DoesNotMatch(WrongArticle(), caption));

    [Fact]
    public void Numbers_above_one_go_with_a_plural_and_articles_with_a_singular() =>
        Assert.All(Written.SelectMany(w => w.Captions), caption => Assert.DoesNotMatch(WrongNumber(), caption));

    [Fact]
    public void Is_and_are_agree_with_the_count() =>
        Assert.All(Written, w => Assert.All(w.Captions, caption => Assert.DoesNotContain(
            w.Scene.First.Count == 1 ? "there are" : "there is", caption, StringComparison.Ordinal)));

    [Fact]
    public void Captions_are_one_line_without_doubled_spaces() =>
        Assert.All(Written.SelectMany(w => w.Captions), caption => Assert.Matches(@"^\S+( \S+)+$", caption));

    [Fact]
    public void Most_captions_tell_the_colour_of_a_thing_that_has_one()
    {
        var coloured = Written.Where(w => w.Scene.First is { Colour: not null, Kind.NamesColour: true }).ToList();
        int told = coloured.Sum(w => w.Captions.Count(
            c => c.Contains(w.Scene.First.Colour!.Name, StringComparison.Ordinal)));

        Assert.InRange((double)told / coloured.Sum(w => w.Captions.Count), 0.6, 0.95);
    }

    [Theory]
    [InlineData("dog", "dogs")]
    [InlineData("bus", "buses")]
    [InlineData("church", "churches")]
    [InlineData("strawberry", "strawberries")]
    [InlineData("sheep", "sheep")]
    [InlineData("snowman", "snowmen")]
    [InlineData("woman", "women")]
    [InlineData("cup of coffee", "cups of coffee")]
    [InlineData("loaf of bread", "loaves of bread")]
    [InlineData("fire truck", "fire trucks")]
    [InlineData("turkey", "turkeys")]
    public void A_plural_is_formed_as_people_do(string one, string many) => Assert.Equal(many, Wording.Plural(one));

    [Theory]
    [InlineData("apple", "an apple")]
    [InlineData("umbrella", "an umbrella")]
    [InlineData("dog", "a dog")]
    [InlineData("orange car", "an orange car")]
    public void An_article_fits_its_word(string phrase, string expected) =>
        Assert.Equal(expected, Wording.WithArticle(phrase));

    private static bool Names(string caption, Subject subject) => subject.Kind.Names.Any(name =>
    {
        if (subject.Kind.IsPeople)
        {
            return name.Split('|').Any(form => caption.Contains(form, StringComparison.Ordinal));
        }

        string form = subject.Count == 1 ? name : Wording.Plural(name);
        int of = form.IndexOf("of ", StringComparison.Ordinal);
        return of < 0
            ? Regex.IsMatch(caption, $@"\b{form}\b")
            : Regex.IsMatch(caption, $@"\b{form[..of]}of (\w+ )?{form[(of + 3)..]}\b");
    });

    [GeneratedRegex(@"\ba [aeiou]|\ban [^aeiou]")]
    private static partial Regex WrongArticle();

    [GeneratedRegex(
        @"\b(two|three|four|couple of) ((red|orange|yellow|green|blue|purple|pink|brown|black|white|gray) )?"
        + @"(man|woman|boy|girl|child|person|dog|cat|horse|car|bus|church|house|apple|strawberry|cup|loaf|pair)\b"
        + "(?! plants)"
        + @"|\b(a|an) ((red|orange|yellow|green|blue|purple|pink|brown|black|white|gray) )?"
        + @"(men|women|boys|girls|children|people|dogs|cats|horses|cars|buses|churches|houses|apples|cups|loaves)\b")]
    private static partial Regex WrongNumber();
}
