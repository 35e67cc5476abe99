using ImageSearch.Cli.Output;

namespace ImageSearch.Cli.Tests.Output;

public sealed class CsvTests
{
    [Fact]
    public void Fields_are_quoted_as_rfc_4180_says()
    {
        using StringWriter writer = new();

        Csv.WriteRecord(writer, "plain", "a,b", "say \"hi\"", "two\nlines", "", " x ");

        Assert.Equal("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",, x \r\n", writer.ToString());
    }
}
