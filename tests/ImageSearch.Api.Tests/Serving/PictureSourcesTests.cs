using ImageSearch.Api.Serving;

namespace ImageSearch.Api.Tests.Serving;

public sealed class PictureSourcesTests
{
    [Fact]
    public void A_source_is_called_by_the_last_part_of_its_address() =>
        Assert.Equal(
            [new("holiday", "/home/ann/holiday", false), new("root", "/", true), new("bucket", "s3://bucket/", true)],
            PictureSources.From(new ApiOptions { Sources = " /home/ann/holiday/ ," }).List(["/", "s3://bucket/"]));

    [Fact]
    public void Sources_of_the_same_name_are_numbered() =>
        Assert.Equal(
            ["photos", "photos-2", "photos-3"],
            new PictureSources(["/a/photos", "/b/photos"]).List(["/c/photos"]).Select(s => s.Name));

    [Fact]
    public void Names_stay_when_a_configured_folder_is_indexed()
    {
        PictureSources sources = new(["/a/photos", "/b/photos"]);
        Assert.Equal(
            sources.List([]).Select(s => (s.Name, s.Root)), sources.List(["/b/photos"]).Select(s => (s.Name, s.Root)));
    }

    [Fact]
    public void A_folder_that_is_configured_and_indexed_is_one_source() =>
        Assert.Equal([new("a", "/a", true)], new PictureSources(["/a/", "/b/../a"]).List(["/a"]));
}
