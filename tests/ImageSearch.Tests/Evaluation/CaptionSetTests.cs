using ImageSearch.Evaluation;

namespace ImageSearch.Tests.Evaluation;

public sealed class CaptionSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("captions-").FullName;

    private string CaptionsFile => Path.Combine(_folder, "captions.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_are_read_in_order_with_their_data_set_and_other_fields_are_ignored()
    {
        Write("""
            {"file": "a/één.jpg", "dataset": "flickr8k", "split": "val", "captions": ["A dog .", "Two dogs ."], "source": 7}

            {"captions": ["A cat"], "split": "train", "file": "b.png"}
            """);

        IReadOnlyList<CaptionedImage> images = CaptionSet.Load(CaptionsFile);

        Assert.Equal(["a/één.jpg", "b.png"], images.Select(i => i.File));
        Assert.Equal(["val", "train"], images.Select(i => i.Split));
        Assert.Equal(["flickr8k", null], images.Select(i => i.Dataset));
        Assert.Equal(["A dog .", "Two dogs ."], images[0].Captions);
        Assert.Equal(Path.Combine(_folder, "a", "één.jpg"), images[0].FullPath);
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_make_no_difference()
    {
        File.WriteAllText(
            CaptionsFile, "\uFEFF{\"file\": \"a.jpg\", \"split\": \"test\", \"captions\": [\"x\"]}\r\n\r\n");

        Assert.Equal("a.jpg", Assert.Single(CaptionSet.Load(CaptionsFile)).File);
    }

    [Fact]
    public void An_empty_file_is_an_empty_set()
    {
        Write("");

        Assert.Empty(CaptionSet.Load(CaptionsFile));
    }

    [Theory]
    [InlineData("""{"file": "b.jpg", "split": "val", "captions": ["x"]""", "not a caption line")]
    [InlineData("""["b.jpg"]""", "not a caption line")]
    [InlineData("null", "not null")]
    [InlineData("""{"split": "val", "captions": ["x"]}""", "\"file\" is missing")]
    [InlineData("""{"file": "b.jpg", "captions": ["x"]}""", "\"split\" must be")]
    [InlineData("""{"file": "b.jpg", "split": "dev", "captions": ["x"]}""", "'dev'")]
    [InlineData("""{"file": "b.jpg", "split": "val"}""", "at least one")]
    [InlineData("""{"file": "b.jpg", "split": "val", "captions": []}""", "at least one")]
    [InlineData("""{"file": "b.jpg", "split": "val", "captions": ["x", " "]}""", "blank")]
    [InlineData("""{"file": "b.jpg", "split": "val", "captions": "x"}""", "not a caption line")]
    [InlineData("""{"file": "../b.jpg", "split": "val", "captions": ["x"]}""", "stays in")]
    [InlineData("""{"file": "sub/../../b.jpg", "split": "val", "captions": ["x"]}""", "stays in")]
    [InlineData("""{"file": "/etc/b.jpg", "split": "val", "captions": ["x"]}""", "stays in")]
    [InlineData("""{"file": ".", "split": "val", "captions": ["x"]}""", "stays in")]
    [InlineData("""{"file": "a.jpg", "split": "val", "captions": ["x"]}""", "already in line 1")]
    [InlineData("""{"file": "sub/../a.jpg", "split": "val", "captions": ["x"]}""", "already in line 1")]
    public void A_broken_line_is_an_error_with_file_and_line(string line, string reason)
    {
        Write("""{"file": "a.jpg", "split": "val", "captions": ["x"]}""" + "\n\n" + line);

        CaptionSetException error = Assert.Throws<CaptionSetException>(() => CaptionSet.Load(CaptionsFile));

        Assert.Equal(3, error.Line);
        Assert.Contains(CaptionsFile, error.Message, StringComparison.Ordinal);
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_an_error_with_their_line()
    {
        byte[] line = [.. """{"file": "a.jpg", "split": "val", "captions": ["x"""u8, 0xFF, .. "\"]}"u8];
        File.WriteAllBytes(CaptionsFile, line);

        Assert.Equal(1, Assert.Throws<CaptionSetException>(() => CaptionSet.Load(CaptionsFile)).Line);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        CaptionSetException error = Assert.Throws<CaptionSetException>(() => CaptionSet.Load(CaptionsFile));

        Assert.Contains(CaptionsFile, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, error.Line);
    }

    private void Write(string text) => File.WriteAllText(CaptionsFile, text);
}
