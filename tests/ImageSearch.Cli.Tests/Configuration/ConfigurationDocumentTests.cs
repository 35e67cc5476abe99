using ImageSearch.Cli.Configuration;

namespace ImageSearch.Cli.Tests.Configuration;

public sealed class ConfigurationDocumentTests
{
    [Fact]
    public void The_committed_page_is_current()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "ImageSearch.slnx")))
        {
            root = Path.GetDirectoryName(root) ?? throw new DirectoryNotFoundException("No repository around the tests.");
        }

        string page = File.ReadAllText(Path.Combine(root, "docs", "configuration.md"));

        Assert.True(
            page == ConfigurationDocument.Create(),
            "docs/configuration.md is old. Run: dotnet run --project src/ImageSearch.Cli -- docs configuration "
                + "> docs/configuration.md");
    }

    [Fact]
    public void Every_option_has_a_meaning() =>
        Assert.DoesNotContain("|  |\n", ConfigurationDocument.Create(), StringComparison.Ordinal);
}
