using System.Text.RegularExpressions;
using ImageSearch.Sources;

namespace ImageSearch.Tests.Architecture;

public sealed partial class StageTests
{
    private static readonly Stages Library = Stages.OfTheLibrary;

    [Fact]
    public void A_stage_names_only_stages_before_it_in_its_using_directives()
    {
        List<string> violations = [];
        foreach (string file in Repository.Files("src/ImageSearch", "*.cs"))
        {
            int stage = Library.Find(FolderNamespace(file));
            violations.AddRange(UsingDirective().Matches(File.ReadAllText(file))
                .Select(m => m.Groups["name"].Value)
                .Where(used => stage >= 0 && Library.Find(used) > stage)
                .Select(used => $"{Repository.Relative(file)} uses {used}"));
        }

        Assert.Empty(violations);
    }

    [Fact]
    public void A_stage_uses_only_stages_before_it_in_its_compiled_code() =>
        Assert.Empty(Library.Violations(CompiledReferences.In(typeof(IImageSource).Assembly)));

    [Fact]
    public void Every_way_to_break_the_order_of_stages_is_found()
    {
        Stages planted = new("ImageSearch.Tests.Architecture.Planted", "Early", "Late");

        IReadOnlyList<string> found = planted.Violations(CompiledReferences.In(typeof(StageTests).Assembly));

        string[] expected =
        [
            "WithAttribute", "WithBase", "WithCall", "WithCatch", "WithConstraint`1", "WithField", "WithGenericCall",
            "WithInterface", "WithLambda", "WithSignature", "WithTypeArgument", "WithTypeOf",
        ];
        Assert.Equal(expected, found.Select(f => f.Split(' ')[0].Split('.')[^1]).Distinct().Order());
    }

    [Theory]
    [InlineData("using ImageSearch.Searching;", "ImageSearch.Searching")]
    [InlineData("global using ImageSearch.Searching;", "ImageSearch.Searching")]
    [InlineData("  using static ImageSearch.Searching.Cursor;", "ImageSearch.Searching.Cursor")]
    [InlineData("using S = global::ImageSearch.Searching;", "ImageSearch.Searching")]
    public void Every_kind_of_using_directive_is_read(string line, string name) =>
        Assert.Equal(name, Assert.Single(UsingDirective().Matches(line)).Groups["name"].Value);

    [Fact]
    public void Every_file_of_the_library_lies_in_the_folder_of_its_namespace()
    {
        List<string> violations = [];
        foreach (string file in Repository.Files("src/ImageSearch", "*.cs"))
        {
            string? ns = NamespaceDeclaration().Match(File.ReadAllText(file)).Groups["name"].Value;
            string folder = FolderNamespace(file);
            // A folder inside a stage may order its files without a namespace of its own.
            // What all stages use, and what uses none, lies in the library's own folder.
            bool isCommon = ns == Library.RootNamespace && folder == ns;
            bool fits = isCommon || Library.Find(ns) >= 0 && (ns == folder || folder.StartsWith(ns + ".", StringComparison.Ordinal));
            if (!fits)
            {
                violations.Add($"{Repository.Relative(file)} has namespace '{ns}'");
            }
        }

        Assert.Empty(violations);
    }

    [Fact]
    public void What_all_stages_use_uses_no_stage() => Assert.DoesNotContain(
        CompiledReferences.In(typeof(IImageSource).Assembly),
        u => u.FromNamespace == Library.RootNamespace && Library.Find(u.ToNamespace) >= 0);

    private static string FolderNamespace(string file) =>
        Path.GetDirectoryName(Repository.Relative(file))!.Replace('\\', '/')["src/".Length..].Replace('/', '.');

    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+)?([\w@]+\s*=\s*)?(global::)?(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();
}
