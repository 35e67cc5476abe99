using ImageSearch.Cli.Configuration;
using ImageSearch.Hosting.Configuration;
using ImageSearch.Web;

namespace ImageSearch.Cli.Tests.Configuration;

public sealed class FrontendSettingsTests
{
    [Fact]
    public void The_frontend_and_the_tool_know_the_same_sections() =>
        Assert.Equal(
            Settings.Sections.Select(section => section.Name).Order(),
            FrontendSettings.Reader.Sections.Select(section => section.Name)
                .Concat(FrontendSettings.Reader.ForeignSections).Order());

    [Fact]
    public void Variables_of_the_backend_are_passed_over()
    {
        WebOptions options = Read(
            ("IMAGESEARCH__WEB__URL", "http://127.0.0.1:1234"), ("IMAGESEARCH__LIBRARY__PATH", "/data"),
            ("imagesearch__api__url", "http://127.0.0.1:8000"), ("HOME", "/home/someone"));

        Assert.Equal("http://127.0.0.1:1234", options.Url);
    }

    [Theory]
    [InlineData("IMAGESEARCH__WEB__ADDRESS")]
    [InlineData("IMAGESEARCH__FRONTEND__URL")]
    [InlineData("IMAGESEARCH__API")]
    [InlineData("IMAGESEARCH__API__")]
    [InlineData("IMAGESEARCH__API__URL__MORE")]
    public void Other_variables_stop_it(string name)
    {
        SettingsException error = Assert.Throws<SettingsException>(() => Read((name, "x")));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
    }

    private static WebOptions Read(params (string Name, string Value)[] variables) =>
        FrontendSettings.Reader.Read(variables.Select(v => KeyValuePair.Create(v.Name, v.Value))).Get<WebOptions>();
}
