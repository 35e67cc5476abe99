using ImageSearch.Web.State;

namespace ImageSearch.Web.Tests.State;

public sealed class QueryPictureTests
{
    [Theory]
    [InlineData("a.jpg", "image/jpeg", 100)]
    [InlineData("a.HEIC", "", 100)]
    [InlineData("pasted", "image/png", QueryPicture.MaximumBytes)]
    public void A_picture_may_be_tried(string name, string type, long size) =>
        Assert.Null(QueryPicture.FindProblem(name, type, size));

    [Theory]
    [InlineData("a.pdf", "application/pdf", 100, "is not a picture")]
    [InlineData("a.svg", "image/svg+xml", 100, "is not a picture")]
    [InlineData("notes", "", 100, "is not a picture")]
    [InlineData("a.jpg", "image/jpeg", 0, "is empty")]
    [InlineData("a.jpg", "image/jpeg", QueryPicture.MaximumBytes + 1, "21.0 MB")]
    public void Anything_else_is_refused_in_words(string name, string type, long size, string words) =>
        Assert.Contains(words, QueryPicture.FindProblem(name, type, size), StringComparison.Ordinal);
}
