using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using ImageSearch.Sources;

namespace ImageSearch.Tests.Architecture;

public sealed class DependencyTests
{
    private static readonly Assembly Library = typeof(IImageSource).Assembly;

    // Web, torch, cloud SDKs: each lives in a project of its own.
    private static readonly string[] Forbidden =
        ["Microsoft.AspNetCore", "TorchSharp", "libtorch", "Google.Apis", "Google.Cloud", "AWSSDK", "Azure"];

    [Theory]
    [InlineData("Microsoft.AspNetCore.Http", true)]
    [InlineData("TorchSharp-cpu", true)]
    [InlineData("libtorch-cpu-linux-x64", true)]
    [InlineData("AWSSDK.S3", true)]
    [InlineData("Azure.Core", true)]
    [InlineData("Microsoft.Data.Sqlite", false)]
    [InlineData("AzureSkies", false)]
    public void The_forbidden_names_are_recognised(string name, bool forbidden) =>
        Assert.Equal(forbidden, IsForbidden(name));

    [Fact]
    public void The_compiled_library_references_no_web_no_torch_and_no_cloud_SDK() =>
        Assert.DoesNotContain(Library.GetReferencedAssemblies(), a => IsForbidden(a.Name!));

    [Fact]
    public void No_package_of_the_library_brings_web_torch_or_a_cloud_SDK_with_it()
    {
        using JsonDocument locked = JsonDocument.Parse(
            File.ReadAllText(Repository.At("src", "ImageSearch", "packages.lock.json")));
        string[] packages = [.. locked.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject()).Select(package => package.Name)];

        Assert.Contains("Microsoft.Data.Sqlite", packages);
        Assert.DoesNotContain(packages, IsForbidden);
    }

    [Fact]
    public void The_library_is_a_plain_library_without_projects_or_frameworks()
    {
        XElement project = XDocument.Load(Repository.At("src", "ImageSearch", "ImageSearch.csproj")).Root!;

        Assert.Equal("Microsoft.NET.Sdk", project.Attribute("Sdk")?.Value);
        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.Empty(project.Descendants("FrameworkReference"));
    }

    [Fact]
    public void Only_its_own_tests_reference_the_training_tool()
    {
        string[] users = [.. new[] { "src", "tests", "benchmarks" }
            .SelectMany(folder => Repository.Files(folder, "*.csproj"))
            .Where(file => XDocument.Load(file).Descendants("ProjectReference")
                .Any(r => r.Attribute("Include")!.Value.Contains("ImageSearch.Training", StringComparison.Ordinal)))
            .Select(file => Path.GetFileNameWithoutExtension(file))];

        Assert.Equal(["ImageSearch.Training.Tests"], users);
    }

    [Fact]
    public void Only_the_training_tool_uses_torch()
    {
        string[] users = [.. new[] { "src", "tests", "benchmarks" }
            .SelectMany(folder => Repository.Files(folder, "*.csproj"))
            .Where(file => XDocument.Load(file).Descendants("PackageReference")
                .Any(r => r.Attribute("Include")?.Value.Contains("torch", StringComparison.OrdinalIgnoreCase) == true))
            .Select(file => Path.GetFileNameWithoutExtension(file))];

        Assert.Equal(["ImageSearch.Training"], users);
    }

    [Fact]
    public void The_library_has_three_public_interfaces()
    {
        string[] interfaces = [.. Library.GetExportedTypes().Where(t => t.IsInterface).Select(t => t.Name).Order()];

        Assert.Equal(["IEmbedder", "IImageSource", "IVectorStore"], interfaces);
    }

    [Fact]
    public void The_library_never_writes_to_the_console_and_never_ends_the_process()
    {
        IEnumerable<TypeUse> uses = CompiledReferences.In(Library).Where(u =>
            u is { ToNamespace: "System", To: "Console" }
            or { ToNamespace: "System", To: "Environment", Member: "Exit" or "FailFast" });

        Assert.Empty(uses);
    }

    private static bool IsForbidden(string name) => Forbidden.Any(f =>
        name.Equals(f, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(f + ".", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(f + "-", StringComparison.OrdinalIgnoreCase));
}
