using System.Text.RegularExpressions;

namespace ImageSearch.Tests.Architecture;

public sealed partial class SourceTextTests
{
    private const int MostLines = 500;
    private const int LongestLine = 120;

    private static readonly IReadOnlyList<string> Sources = Repository.Files("src", "*.cs");

    [Fact]
    public void No_file_is_longer_than_500_lines()
    {
        Assert.NotEmpty(Sources);
        Assert.DoesNotContain(
            Sources.Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count())),
            f => f.Lines > MostLines);
    }

    [Fact]
    public void No_line_is_longer_than_120_characters() =>
        Assert.Empty(Lines(line => line.EnumerateRunes().Count() > LongestLine));

    [Fact]
    public void Only_the_tools_write_to_the_console_or_choose_exit_codes() =>
        Assert.Empty(Lines(
            line => ConsoleOrExit().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal),
            file => !file.StartsWith("src/ImageSearch.Cli/", StringComparison.Ordinal)
                && !file.StartsWith("src/ImageSearch.Training/", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Console.WriteLine(1);", true)]
    [InlineData("System.Console.Error.Write(1);", true)]
    [InlineData("Environment.Exit(1);", true)]
    [InlineData("using Spectre.Console;", false)]
    [InlineData("AnsiConsole.Write(1);", false)]
    [InlineData("Environment.ProcessorCount", false)]
    public void The_console_is_recognised(string line, bool found) => Assert.Equal(found, ConsoleOrExit().IsMatch(line));

    [Fact]
    public void No_code_is_folded_away_in_a_region() =>
        Assert.Empty(Lines(line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal)));

    [Fact]
    public void A_disabled_warning_carries_its_reason_on_the_same_line() =>
        Assert.Empty(Lines(line =>
            line.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)
            && !PragmaWithReason().IsMatch(line)));

    [Fact]
    public void A_file_holds_one_public_type_with_its_name_and_at_most_small_ones_beside_it()
    {
        List<string> violations = [];
        foreach (string file in Sources)
        {
            MatchCollection types = PublicType().Matches(File.ReadAllText(file));
            string name = Path.GetFileName(file).Split('.')[0];
            if (types.Count > 0 && types.All(t => t.Groups["name"].Value != name))
            {
                violations.Add($"{Repository.Relative(file)} has no type '{name}'");
            }

            // Beside the type that names the file only what needs no file of its own: records and enums.
            violations.AddRange(types
                .Where(t => t.Groups["name"].Value != name)
                .Where(t => t.Groups["kind"].Value is not ("enum" or "record" or "record struct" or "delegate"))
                .Select(t => $"{Repository.Relative(file)} also holds '{t.Groups["name"].Value}'"));
        }

        Assert.Empty(violations);
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        string[] violations = [.. Sources.SelectMany(file => AnyType().Matches(File.ReadAllText(file))
            .Where(t => EmptyName().IsMatch(t.Groups["name"].Value))
            .Select(t => $"{Repository.Relative(file)}: {t.Groups["name"].Value}"))];

        Assert.Empty(violations);
    }

    [Theory]
    [InlineData("IndexManager", true)]
    [InlineData("PathUtils", true)]
    [InlineData("EmbedderBase", true)]
    [InlineData("Helper", true)]
    [InlineData("StoreImpl", true)]
    [InlineData("LibraryDatabase", false)]
    [InlineData("BaselineScan", false)]
    public void Names_that_say_nothing_are_recognised(string name, bool found) =>
        Assert.Equal(found, EmptyName().IsMatch(name));

    private static string[] Lines(Func<string, bool> isBad, Func<string, bool>? inFile = null) =>
    [
        .. Sources.Where(file => inFile is null || inFile(Repository.Relative(file)))
            .SelectMany(file => File.ReadLines(file)
                .Select((line, index) => (line, Number: index + 1))
                .Where(l => isBad(l.line))
                .Select(l => $"{Repository.Relative(file)}:{l.Number}: {l.line.Trim()}")),
    ];

    [GeneratedRegex(@"(?<![\w.])(System\.)?(Console\.|Environment\.(Exit|FailFast)\b)")]
    private static partial Regex ConsoleOrExit();

    [GeneratedRegex(@"#pragma warning disable [\w, ]+//\s*\w+")]
    private static partial Regex PragmaWithReason();

    [GeneratedRegex(
        @"^public (?:(?:sealed|static|abstract|partial|readonly|unsafe|ref) )*"
        + @"(?<kind>class|struct|interface|enum|delegate|record struct|record(?: class)?)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|protected|file|sealed|static|abstract|partial|readonly|unsafe|ref) )*"
        + @"(?:class|struct|interface|enum|record struct|record(?: class)?)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex AnyType();

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utility|Utilities|Base|Impl)$")]
    private static partial Regex EmptyName();
}
