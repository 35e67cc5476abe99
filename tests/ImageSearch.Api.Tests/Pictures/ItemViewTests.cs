using ImageSearch.Api.Pictures;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Tests.Pictures;

public sealed class ItemViewTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("it is a PDF document, which is not supported.", "it is a PDF document, which is not supported.")]
    [InlineData("it cannot be read: '/a/b/c.jpg' cannot be read: permission denied.",
        "it cannot be read: 'c.jpg' cannot be read: permission denied.")]
    [InlineData("it cannot be read: Could not find file '/mnt/secret/x.jpg'.",
        "it cannot be read; the command line, imagesearch index, says why.")]
    public void A_reason_tells_no_path(string? reason, string? told)
    {
        LibraryItem item = new(1, "/a/b/c.jpg", "/a", 1, default, null, 0, 0, ItemState.Skipped, reason);
        Assert.Equal(told, ItemView.SkipReason(item));
    }
}
