using System.Globalization;
using System.Text.Json;
using ImageSearch.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageSearch.Api.Tests.Hosting;

public sealed class JsonLineFormatterTests
{
    private static readonly DateTimeOffset Now = new(2031, 2, 3, 4, 5, 6, TimeSpan.FromHours(2));

    [Fact]
    public void An_entry_is_one_line_with_what_a_reader_needs()
    {
        KeyValuePair<string, object?>[] state =
            [new("Hits", 3), new("Ms", 1.5), new("Name", "a\nb"), new("{OriginalFormat}", "{Hits} hits")];
        LoggerExternalScopeProvider scopes = new();
        JsonElement line;
        using (scopes.Push(new Dictionary<string, object> { ["RequestPath"] = "/private" }))
        using (scopes.Push(new RequestScope("request-1")))
        {
            line = Format(state, "3 hits\nin two lines", null, scopes);
        }

        Assert.Equal("2031-02-03T02:05:06Z", line.GetProperty("timestamp").GetString());
        Assert.Equal("Warning", line.GetProperty("level").GetString());
        Assert.Equal("test", line.GetProperty("service").GetString());
        Assert.Equal("Some.Category", line.GetProperty("category").GetString());
        Assert.Equal("3 hits\nin two lines", line.GetProperty("message").GetString());
        Assert.Equal("request-1", line.GetProperty("requestId").GetString());
        Assert.Equal("""{"Hits":3,"Ms":1.5,"Name":"a\nb"}""", line.GetProperty("fields").GetRawText());
        Assert.DoesNotContain("private", line.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_written_with_its_stack()
    {
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(
            void () => throw new InvalidOperationException("planted"));
        string? exception = Format([], "It failed.", failure, null).GetProperty("exception").GetString();
        Assert.Contains("planted", exception, StringComparison.Ordinal);
        Assert.Contains(nameof(A_failure_is_written_with_its_stack), exception, StringComparison.Ordinal);
    }

    private static JsonElement Format(
        KeyValuePair<string, object?>[] state, string message, Exception? exception, IExternalScopeProvider? scopes)
    {
        JsonLineFormatter formatter = new(new ServiceDescription("test", LogLevel.Trace, ""), new StoppedTime());
        LogEntry<KeyValuePair<string, object?>[]> entry = new(
            LogLevel.Warning, "Some.Category", default, state, exception, (_, _) => message);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        formatter.Write(entry, scopes, text);
        string line = text.ToString();
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
