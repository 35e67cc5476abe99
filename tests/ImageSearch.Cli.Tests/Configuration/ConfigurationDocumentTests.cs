using ImageSearch.Cli.Configuration;

namespace ImageSearch.Cli.Tests.Configuration;

public sealed class ConfigurationDocumentTests
{
    [Fact]
    public void The_committed_page_is_current()
    {
        string page = File.ReadAllText(CheckedOut.At("docs", "configuration.md"));

        Assert.True(
            page == ConfigurationDocument.Create(),
            "docs/configuration.md is old. Run: dotnet run --project src/ImageSearch.Cli -- docs configuration "
                + "> docs/configuration.md");
    }

    [Fact]
    public void Every_option_has_a_meaning() =>
        Assert.DoesNotContain("|  |\n", ConfigurationDocument.Create(), StringComparison.Ordinal);

    [Theory]
    [InlineData("IMAGESEARCH__API__THUMBNAILBYTES", "1,048,576 to 1,125,899,906,842,624")]
    [InlineData("IMAGESEARCH__DECODING__MAXMEGAPIXELS", "0.001 to 2,000")]
    public void A_range_is_written_in_full(string variable, string range) =>
        Assert.Contains($"| `{variable}` | {range} |", ConfigurationDocument.Create(), StringComparison.Ordinal);
}
