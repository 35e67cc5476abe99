using ImageSearch.Cli.Configuration;

namespace ImageSearch.Cli.Tests.Configuration;

public sealed class EnvironmentDocumentTests
{
    [Fact]
    public void The_committed_file_is_current() =>
        Assert.True(
            File.ReadAllText(CheckedOut.At(".env.example")) == EnvironmentDocument.Create(),
            ".env.example is old. Run: dotnet run --project src/ImageSearch.Cli -- docs environment > .env.example");

    [Fact]
    public void Every_option_stands_in_it_once()
    {
        string[] lines = File.ReadAllLines(CheckedOut.At(".env.example"));

        Assert.All(
            Settings.Sections.SelectMany(section => section.Keys.Select(section.Variable)),
            variable => Assert.Single(lines, line => line.StartsWith($"#{variable}=", StringComparison.Ordinal)));
    }

    [Fact]
    public void As_it_is_it_sets_nothing() =>
        Assert.All(
            File.ReadAllLines(CheckedOut.At(".env.example")),
            line => Assert.True(line.Length == 0 || line[0] == '#', line));
}
