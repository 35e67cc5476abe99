using Microsoft.Extensions.Options;

namespace ImageSearch.Web.Tests;

public sealed class WebOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(Validate(_ => { }).Succeeded);

    [Theory]
    [InlineData("http://0.0.0.0:8501")]
    [InlineData("http://*:8501")]
    [InlineData("http://[::1]:8501/")]
    public void These_can_be_listened_on(string url) => Assert.True(Validate(o => o.Url = url).Succeeded);

    [Theory]
    [InlineData("")]
    [InlineData("8501")]
    [InlineData("127.0.0.1:8501")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:8501/search")]
    [InlineData("https://127.0.0.1:8501")]
    public void These_cannot_be_listened_on(string url) =>
        Assert.Contains("Url", Assert.Single(Validate(o => o.Url = url).Failures!), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://api:8000")]
    [InlineData("https://pictures.example/api/")]
    public void These_can_be_a_backend(string url) => Assert.True(Validate(o => o.BackendUrl = url).Succeeded);

    [Theory]
    [InlineData("api:8000")]
    [InlineData("/api")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@api:8000")]
    [InlineData("http://api:8000?x=1")]
    public void These_cannot_be_a_backend(string url) => Assert.Contains(
        "IMAGESEARCH__WEB__BACKENDURL", Assert.Single(Validate(o => o.BackendUrl = url).Failures!),
        StringComparison.Ordinal);

    [Fact]
    public void A_key_is_given_in_one_way_only()
    {
        ValidateOptionsResult result = Validate(o =>
        {
            o.ApiKey = "key";
            o.ApiKeyFile = "/run/secrets/key";
        });

        Assert.Contains("both", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("schlüssel")]
    public void A_key_is_one_word_of_ascii(string key) => Assert.Contains(
        "IMAGESEARCH__WEB__APIKEY ", Assert.Single(Validate(o => o.ApiKey = key).Failures!), StringComparison.Ordinal);

    [Fact]
    public void The_keys_file_is_read_without_the_line_break_at_its_end()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "secret-key\n");
            WebOptions options = new() { ApiKeyFile = file };

            Assert.True(new WebOptionsValidator().Validate(null, options).Succeeded);
            Assert.Equal("Bearer secret-key", BackendKey.Read(options)?.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void An_empty_file_of_the_key_is_refused()
    {
        string file = Path.GetTempFileName();
        try
        {
            Assert.Contains(
                "empty", Assert.Single(Validate(o => o.ApiKeyFile = file).Failures!), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_missing_file_of_the_key_is_refused() => Assert.Contains(
        "/nowhere/key", Assert.Single(Validate(o => o.ApiKeyFile = "/nowhere/key").Failures!),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(601)]
    public void A_timeout_has_bounds(int seconds) => Assert.Contains(
        "TimeoutSeconds", Assert.Single(Validate(o => o.TimeoutSeconds = seconds).Failures!), StringComparison.Ordinal);

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("192.168.1.7, fd00::/8", true)]
    [InlineData("proxy", false)]
    [InlineData("10.0.0.0/33", false)]
    public void Proxies_are_addresses_or_networks(string proxies, bool isValid) =>
        Assert.Equal(isValid, Validate(o => o.TrustedProxies = proxies).Succeeded);

    private static ValidateOptionsResult Validate(Action<WebOptions> change)
    {
        WebOptions options = new();
        change(options);
        return new WebOptionsValidator().Validate(null, options);
    }
}
