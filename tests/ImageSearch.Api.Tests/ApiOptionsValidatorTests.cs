using Microsoft.Extensions.Options;

namespace ImageSearch.Api.Tests;

public sealed class ApiOptionsValidatorTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void The_defaults_are_right() => Assert.Empty(Failures(new ApiOptions()));

    [Theory]
    [InlineData("http://0.0.0.0:8000")]
    [InlineData("http://[::]:8000;http://localhost:9000")]
    [InlineData("http://*:8000")]
    public void Addresses_to_listen_on_pass(string url) => Assert.Empty(Failures(new ApiOptions { Url = url }));

    [Theory]
    [InlineData("8000")]
    [InlineData("localhost:8000")]
    [InlineData("https://localhost:8000")]
    [InlineData("http://localhost:8000/search")]
    [InlineData("http://localhost:port")]
    [InlineData(";")]
    public void Anything_else_does_not(string url) =>
        Assert.StartsWith("Url: ApiOptions.Url", Assert.Single(Failures(new ApiOptions { Url = url })));

    [Fact]
    public void Several_hashes_pass() => Assert.Empty(Failures(new ApiOptions { KeyHashes = $"{Hash}, {Hash}" }));

    [Theory]
    [InlineData("isk_secret")]
    [InlineData("gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    public void What_is_no_hash_is_refused_and_not_repeated(string entry)
    {
        string failure = Assert.Single(Failures(new ApiOptions { KeyHashes = $"{Hash},{entry}" }));
        Assert.Contains("entry 2", failure, StringComparison.Ordinal);
        Assert.DoesNotContain(entry, failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_empty_file_of_hashes_does_not_open_the_service()
    {
        using BackendFolder folder = new();
        string empty = folder.At("empty");
        File.WriteAllText(empty, "# nobody\n");
        Assert.Contains(empty, Assert.Single(Failures(new ApiOptions { KeyHashesFile = empty })));
        string missing = folder.At("missing");
        Assert.Contains(missing, Assert.Single(Failures(new ApiOptions { KeyHashesFile = missing })));
    }

    [Theory]
    [InlineData("photos.example.org")]
    [InlineData("https://photos.example.org/")]
    [InlineData("https://Photos.example.org")]
    [InlineData("https://photos.example.org:443")]
    [InlineData("ftp://photos.example.org")]
    public void What_no_browser_sends_as_origin_is_refused(string origin) =>
        Assert.Contains(origin, Assert.Single(Failures(new ApiOptions { CorsOrigins = origin })));

    [Fact]
    public void Credentials_do_not_go_with_every_origin()
    {
        Assert.Empty(Failures(new ApiOptions { CorsOrigins = "*" }));
        Assert.Empty(Failures(new ApiOptions { CorsOrigins = "http://localhost:3000", CorsCredentials = true }));
        Assert.Contains("CorsCredentials", Assert.Single(
            Failures(new ApiOptions { CorsOrigins = "http://localhost:3000,*", CorsCredentials = true })));
    }

    [Fact]
    public void A_backend_with_wrong_options_is_not_built() =>
        Assert.Throws<OptionsValidationException>(() => BackendHost.Create(
            new BackendSettings { Api = new ApiOptions { RequestsPerMinute = -1 } }));

    private static IEnumerable<string> Failures(ApiOptions options) =>
        new ApiOptionsValidator().Validate(null, options).Failures ?? [];
}
