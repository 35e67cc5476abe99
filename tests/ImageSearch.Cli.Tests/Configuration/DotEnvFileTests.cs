using ImageSearch.Hosting.Configuration;

namespace ImageSearch.Cli.Tests.Configuration;

public sealed class DotEnvFileTests
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("  A = b c  ", "b c")]
    [InlineData("export A=b", "b")]
    [InlineData("A=", "")]
    [InlineData("A=b # comment", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=\"b # c\"", "b # c")]
    [InlineData("A=' b ' # comment", " b ")]
    [InlineData("A=b=c", "b=c")]
    public void A_line_is_a_key_and_a_value(string line, string value) =>
        Assert.Equal([KeyValuePair.Create("A", value)], Read($"# comment\n\n{line}\r\n"));

    [Theory]
    [InlineData("A")]
    [InlineData("=b")]
    [InlineData("A B=c")]
    [InlineData("A=\"b")]
    [InlineData("A=\"b\" c")]
    public void Any_other_line_is_an_error_that_names_it(string line)
    {
        SettingsException error = Assert.Throws<SettingsException>(() => Read($"X=1\n{line}\n"));

        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_has_no_variables() => Assert.Empty(DotEnvFile.Read("/nowhere/.env"));

    private static IReadOnlyList<KeyValuePair<string, string>> Read(string content)
    {
        using TestFolder folder = new();
        return DotEnvFile.Read(folder.AddFile(".env", content));
    }
}
