using ImageSearch.Cli.Configuration;
using ImageSearch.Hosting.Configuration;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Cli.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void Variables_set_the_options_and_those_of_other_programs_are_passed_over()
    {
        Settings settings = Load(
            ("IMAGESEARCH__LIBRARY__PATH", "/somewhere"), ("imagesearch__onnx__threads", "3"),
            ("IMAGESEARCH__LOG__LEVEL", "Debug"), ("IMAGESEARCH__DECODING__MAXMEGAPIXELS", "12.5"), ("PATH", "/bin"));

        Assert.Equal("/somewhere", settings.Library.Path);
        Assert.Equal(3, settings.Onnx.Threads);
        Assert.Equal(LogLevel.Debug, settings.Log.Level);
        Assert.Equal(12.5, settings.Decoding.MaxMegapixels);
    }

    [Theory]
    [InlineData("IMAGESEARCH__LIBRARY__PAHT")]
    [InlineData("IMAGESEARCH__ONNX")]
    [InlineData("IMAGESEARCH__")]
    [InlineData("IMAGESEARCH__ONNX__THREADS__MORE")]
    public void An_unknown_variable_stops_with_a_list_of_those_known(string name)
    {
        SettingsException error = Assert.Throws<SettingsException>(() => Load((name, "1")));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("IMAGESEARCH__LIBRARY__PATH", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IMAGESEARCH__ONNX__THREADS", "many")]
    [InlineData("IMAGESEARCH__ONNX__THREADS", "100000")]
    [InlineData("IMAGESEARCH__ONNX__THREADS", "")]
    [InlineData("IMAGESEARCH__LOG__LEVEL", "Loud")]
    [InlineData("IMAGESEARCH__LOG__LEVEL", "77")]
    [InlineData("IMAGESEARCH__LIBRARY__PATH", "")]
    [InlineData("IMAGESEARCH__DECODING__MAXMEGAPIXELS", "-1")]
    public void An_invalid_value_names_its_variable(string name, string value)
    {
        SettingsException error = Assert.Throws<SettingsException>(() => Load((name, value)));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_wins_over_the_env_file_and_both_are_checked_at_the_start()
    {
        using TestFolder folder = new();
        folder.AddFile(".env", "IMAGESEARCH__LIBRARY__PATH=/from-file\nIMAGESEARCH__ONNX__THREADS=3\n");
        ToolResult good = await ToolProcess.RunAsync(folder, "search", "red");
        folder.AddFile(".env", "IMAGESEARCH__ONNX__THREADZ=3\n");
        ToolResult unknown = await ToolProcess.RunAsync(folder, "models", "list", "--json");
        folder.AddFile(".env", "IMAGESEARCH__ONNX__THREADS\n");
        ToolResult broken = await ToolProcess.RunAsync(folder, "models", "list", "--json");

        Assert.Equal(3, good.ExitCode);
        Assert.Contains(folder.At("library"), good.Error, StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("IMAGESEARCH__ONNX__THREADS", unknown.Error, StringComparison.Ordinal);
        Assert.Equal("", unknown.Out);
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("line 1", broken.Error, StringComparison.Ordinal);
    }

    private static Settings Load(params (string Name, string Value)[] variables) =>
        Settings.Load(variables.Select(v => KeyValuePair.Create(v.Name, v.Value)));
}
