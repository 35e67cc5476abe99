using System.Text.RegularExpressions;

namespace ImageSearch.Tests.Architecture;

public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Repository.Files("docs", "*.md"))
            .Concat(Repository.Files("models", "*.md")).Select(Repository.Relative).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Documents))]
    public void Every_link_to_a_file_of_the_repository_leads_somewhere(string document)
    {
        string folder = Path.GetDirectoryName(Repository.At(document))!;
        IEnumerable<string> targets = Link().Matches(File.ReadAllText(Repository.At(document)))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal));
        Assert.DoesNotContain(targets, target => !Path.Exists(Path.Combine(folder, target)));
    }

    [Fact]
    public void A_broken_link_would_be_seen() =>
        Assert.Equal("docs/none.md", Link().Match("see [this](docs/none.md#part)").Groups["target"].Value);

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)\s]*)?\)")]
    private static partial Regex Link();
}
