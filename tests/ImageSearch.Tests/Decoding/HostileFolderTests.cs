using System.Diagnostics;
using System.Globalization;
using ImageSearch.Decoding;
using ImageSearch.Sources;
using ImageSearch.Tests.Sources;

namespace ImageSearch.Tests.Decoding;

public sealed class HostileFolderTests
{
    private const string FolderVariable = "IMAGESEARCH_TESTS_HOSTILE_FOLDER";

    [Fact]
    public async Task A_folder_of_hostile_files_leaves_the_process_alive_small_and_quiet()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The peak of a process is read from /proc.");
        using TemporaryFolder folder = new();
        foreach ((string name, byte[] data) in HostileFiles.Refused().Concat(HostileFiles.Readable()))
        {
            folder.Write(name, data);
        }

        Directory.CreateDirectory(Path.Combine(folder.Path, "folder.jpg"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "nowhere.jpg"), "nothing");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "circle"), folder.Path);
        ProcessStartInfo start = new(
            "dotnet",
            [
                typeof(HostileFolderTests).Assembly.Location, "--explicit", "only", "--filter-method",
                $"*{nameof(Child_reads_the_hostile_folder)}", "--results-directory", folder.Path,
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { [FolderVariable] = folder.Path },
        };
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, await output + errors);
        Assert.Equal("", errors);
    }

    [Fact(Explicit = true)]
    public async Task Child_reads_the_hostile_folder()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Started by the test above, with a folder.");
        List<SourceProblem> problems = [];
        FolderSource source = new(new() { Folder = folder });
        ImageDecoder decoder = new();
        int decoded = 0;
        int refused = 0;
        await foreach (SourceItem item in source.ListAsync(problems.Add, TestContext.Current.CancellationToken))
        {
            byte[] data = await source.ReadAsync(item, TestContext.Current.CancellationToken);
            try
            {
                decoder.Decode(data, item.Path, minimumSide: 224);
                decoded++;
            }
            catch (ImageDecodeException)
            {
                refused++;
            }
        }

        Assert.EndsWith("nowhere.jpg", Assert.Single(problems).Path, StringComparison.Ordinal);
        Assert.Equal(10, decoded);
        Assert.InRange(refused, 100, 200);
        Assert.InRange(PeakMegabytes(), 1, 1000);
    }

    private static double PeakMegabytes()
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        string kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }
}
