using ImageSearch.Api.Serving;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Tests.Serving;

public sealed class PicturePathTests
{
    [Theory]
    [InlineData("/home/ann/photos", "/home/ann/photos/2024/a b.jpg", "2024/a b.jpg", "a b.jpg")]
    [InlineData("/", "/a.jpg", "a.jpg", "a.jpg")]
    [InlineData("/home/ann/photos", "/home/ann/photos-2/a.jpg", "a.jpg", "a.jpg")]
    [InlineData("/home/ann/photos", "/elsewhere/a.jpg", "a.jpg", "a.jpg")]
    [InlineData("/photos", "/photos/back\\slash.jpg", "back\\slash.jpg", "back\\slash.jpg")]
    public void Only_what_lies_below_the_source_is_told(string root, string path, string relative, string name)
    {
        LibraryItem item = new(1, path, root, 1, default, null, 1, 1, ItemState.Indexed, null);
        Assert.Equal((relative, name), (PicturePath.Relative(item), PicturePath.Name(item)));
    }
}
