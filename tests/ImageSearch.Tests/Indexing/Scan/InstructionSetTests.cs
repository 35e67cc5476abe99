using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace ImageSearch.Tests.Indexing.Scan;

/// <summary>Runs the other scan tests again, in a process whose runtime must do without some instructions.</summary>
public sealed partial class InstructionSetTests
{
    /// <summary>Environment variable that tells the child which path it has to choose.</summary>
    public const string ExpectedPath = "IMAGESEARCH_TEST_SCAN_PATH";

    public static TheoryData<string, string> Switches => new()
    {
        { "DOTNET_EnableAVX512", Avx2.IsSupported ? "AVX2" : "portable" },
        { "DOTNET_EnableAVX2", "portable" },
        { "DOTNET_EnableHWIntrinsic", "portable" },
    };

    [Theory, MemberData(nameof(Switches))]
    public async Task The_scan_tests_pass_with_instructions_switched_off(string variable, string path)
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable(ExpectedPath) is not null, "This is the process that the test starts.");
        using Process child = Start(variable, path);
        CancellationToken token = TestContext.Current.CancellationToken;
        Task<string> errors = child.StandardError.ReadToEndAsync(token);
        string output = await child.StandardOutput.ReadToEndAsync(token);
        await child.WaitForExitAsync(token);
        Assert.True(child.ExitCode == 0, $"Exit code {child.ExitCode}.\n{output}\n{await errors}");
        Match passed = Succeeded().Match(output);
        Assert.True(passed.Success && int.Parse(passed.Groups[1].Value) >= 20, output);
    }

    private static Process Start(string variable, string path)
    {
        string program = Environment.ProcessPath!;
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(InstructionSetTests).Assembly.Location);
        }

        foreach (Type type in new[]
            { typeof(DotKernelTests), typeof(ExactScanTests), typeof(Float32DotTests), typeof(QuantizerTests) })
        {
            start.ArgumentList.Add("--filter-class");
            start.ArgumentList.Add(type.FullName!);
        }

        start.Environment[variable] = "0";
        start.Environment[ExpectedPath] = path;
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"succeeded: (\d+)")]
    private static partial Regex Succeeded();
}
