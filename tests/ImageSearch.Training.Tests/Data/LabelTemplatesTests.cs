using ImageSearch.Training.Data;

namespace ImageSearch.Training.Tests.Data;

public class LabelTemplatesTests
{
    [Theory]
    [InlineData("riding a horse", "a person riding a horse")]
    [InlineData("golden retriever", "a golden retriever")]
    [InlineData("apple pie", "a photo of an apple pie")]
    [InlineData("binoculars", "a photo of binoculars")]
    [InlineData("living room", "a living room")]
    public void A_label_becomes_a_caption_that_a_person_could_write(string label, string expected) =>
        Assert.Contains(expected, LabelTemplates.Captions(label));

    [Theory]
    [InlineData("photos.jsonl:0.5", "photos.jsonl", 0.5)]
    [InlineData("photos.jsonl", "photos.jsonl", 1)]
    [InlineData("c:/photos.jsonl", "c:/photos.jsonl", 1)]
    [InlineData("photos.jsonl:2", "photos.jsonl:2", 1)]
    public void A_share_is_read_from_the_end_of_a_file_name(string argument, string file, double share) =>
        Assert.Equal((file, share), TrainingSet.SplitShare(argument));
}
