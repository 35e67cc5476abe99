using ImageSearch.Cli.Output;

namespace ImageSearch.Cli.Tests.Output;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("a/b c.jpg", "a/b c.jpg")]
    [InlineData("Grüße 写真 🐕.jpg", "Grüße 写真 🐕.jpg")]
    [InlineData("a\u001b[2J\r\nb", "a\\u001B[2J\\u000D\\u000Ab")]
    [InlineData("\u202egpj.exe", "\\u202Egpj.exe")]
    [InlineData("\u009b31m\u007f", "\\u009B31m\\u007F")]
    public void Control_characters_become_visible_and_all_else_stays(string text, string expected) =>
        Assert.Equal(expected, SafeText.Neutralise(text));

    [Fact]
    public void Markup_in_a_name_stays_text() => Assert.Equal("[[red]]x[[/]]", SafeText.Escape("[red]x[/]"));
}
