using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ImageSearch.Cli.Configuration;

namespace ImageSearch.Cli.Tests.Deployment;

public sealed partial class ComposeTests
{
    // Paths and addresses inside the containers are not the user's to choose.
    private static readonly string[] SetByTheImages =
    [
        "IMAGESEARCH__API__URL", "IMAGESEARCH__API__THUMBNAILPATH", "IMAGESEARCH__LIBRARY__PATH",
        "IMAGESEARCH__MODELS__PATH", "IMAGESEARCH__WEB__URL",
    ];

    private static readonly string Compose = File.ReadAllText(CheckedOut.At("compose.yaml"));
    private static readonly string Dockerfile = File.ReadAllText(CheckedOut.At("Dockerfile"));

    [Fact]
    public async Task Docker_compose_accepts_the_file()
    {
        ProcessStartInfo start = new("docker-compose", ["-f", CheckedOut.At("compose.yaml"), "config", "-q"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip("docker-compose is not installed.");
        }

        using (process)
        {
            ToolResult result = await ToolProcess.FinishAsync(process!);
            Assert.True(result.ExitCode == 0, result.Error);
        }
    }

    [Fact]
    public void Every_option_reaches_the_containers_or_is_set_by_the_images()
    {
        string[] variables = [.. Settings.Sections.SelectMany(section => section.Keys.Select(section.Variable))];

        Assert.All(
            variables.Except(SetByTheImages),
            variable => Assert.Contains($"  {variable}:", Compose, StringComparison.Ordinal));
        Assert.All(
            SetByTheImages, variable => Assert.Contains($"{variable}=", Dockerfile, StringComparison.Ordinal));
        Assert.Empty(Variable().Matches(Compose + Dockerfile).Select(match => match.Value).Except(variables));
    }

    [Fact]
    public void Every_variable_that_it_reads_itself_is_in_the_example()
    {
        string example = File.ReadAllText(CheckedOut.At(".env.example"));
        string[] read = [.. Substitution().Matches(Compose).Select(match => match.Groups["name"].Value)];

        Assert.NotEmpty(read);
        Assert.All(read, name => Assert.Contains($"#{name}=", example, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_page_is_published()
    {
        MatchCollection ports = PublishedPort().Matches(Compose);

        Assert.Equal(["8501"], ports.Select(match => match.Groups["port"].Value));
    }

    [Theory]
    [InlineData("read_only: true")]
    [InlineData("- ALL")]
    [InlineData("no-new-privileges:true")]
    [InlineData(":/pictures:ro")]
    public void The_containers_may_do_no_more_than_they_need(string setting) =>
        Assert.Contains(setting, Compose, StringComparison.Ordinal);

    [Fact]
    public void The_images_restore_every_project_that_they_build()
    {
        string[] projects = [.. Directory.EnumerateFiles(CheckedOut.At("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Where(name => name != "ImageSearch.Training")];

        Assert.All(projects, name => Assert.Contains(
            $"COPY src/{name}/{name}.csproj src/{name}/packages.lock.json src/{name}/\n", Dockerfile,
            StringComparison.Ordinal));
    }

    [Fact]
    public void Both_images_run_as_a_user_without_rights_and_tell_their_health()
    {
        Assert.Equal(2, Dockerfile.Split("\nUSER 10001:10001\n").Length - 1);
        Assert.Equal(2, Dockerfile.Split("\nHEALTHCHECK ").Length - 1);
        Assert.Contains("\nSTOPSIGNAL SIGTERM\n", Dockerfile, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"IMAGESEARCH__\w+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$\{(?<name>\w+)")]
    private static partial Regex Substitution();

    [GeneratedRegex(@"^ {6}- \S+:(?<port>\d+)$", RegexOptions.Multiline)]
    private static partial Regex PublishedPort();
}
