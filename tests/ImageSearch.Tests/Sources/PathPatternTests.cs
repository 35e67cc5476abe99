using CsCheck;
using ImageSearch.Sources;

namespace ImageSearch.Tests.Sources;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("*.jpg", "a.jpg")]
    [InlineData("*.jpg", "a/b/C.JPG")]
    [InlineData("*.jpg", ".jpg")]
    [InlineData("*.jpg", "line\nbreak.jpg")]
    [InlineData("?.jpg", "🐶.jpg")]
    [InlineData("ÄRGER*", "ärger.png")]
    [InlineData("a[1].png", "a[1].png")]
    [InlineData("2024/**/*.jpg", "2024/a.jpg")]
    [InlineData("2024/**/*.jpg", "2024/x/y/a.jpg")]
    [InlineData("/2024/*.jpg", "2024/a.jpg")]
    [InlineData("**", "a/b")]
    [InlineData("**/b/**", "a/b/c/d")]
    [InlineData("private/", "x/private")]
    [InlineData("a\\b*", "a\\bc")]
    public void A_path_that_fits_matches(string pattern, string path) =>
        Assert.True(PathPattern.Parse(pattern).Matches(path));

    [Theory]
    [InlineData("*.jpg", "a.jpg.txt")]
    [InlineData("*.jpg", "jpg")]
    [InlineData("?.jpg", "ab.jpg")]
    [InlineData("2024/*.jpg", "2024/x/a.jpg")]
    [InlineData("2024/*.jpg", "x/2024/a.jpg")]
    [InlineData("a[1].png", "a1.png")]
    [InlineData("a.b", "axb")]
    public void A_path_that_does_not_fit_does_not_match(string pattern, string path) =>
        Assert.False(PathPattern.Parse(pattern).Matches(path));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/")]
    public void An_empty_pattern_is_refused(string pattern) =>
        Assert.Throws<ArgumentException>(() => PathPattern.Parse(pattern));

    [Fact]
    public void Many_stars_do_not_take_for_ever() =>
        Assert.False(PathPattern.Parse(string.Concat(Enumerable.Repeat("*a", 40))).Matches(new string('a', 39) + "b"));

    [Fact]
    public void A_name_without_wildcards_matches_itself_at_any_depth() =>
        Gen.String[1, 20].Where(s => !string.IsNullOrWhiteSpace(s) && s != "." && s.IndexOfAny(['/', '*', '?']) < 0)
            .Sample(name => PathPattern.Parse(name).Matches(name) && PathPattern.Parse(name).Matches("a/b/" + name));
}
