using ImageSearch.Api.Searching;

namespace ImageSearch.Api.Tests.Searching;

public sealed class ModelFailureTests
{
    private const string Instead =
        "A file of the library or of the model cannot be used as it should; the backend's log says which.";

    [Theory]
    [InlineData("'/home/somebody/a.scan' cannot be written.", Instead)]
    [InlineData("The end was ignored. '/home/somebody/a.scan' cannot be written.", "The end was ignored. " + Instead)]
    [InlineData("It failed. Load model from /home/somebody/a.onnx failed", "It failed. " + Instead)]
    [InlineData("Not found: /home/somebody", Instead)]
    [InlineData("path=/home/somebody", Instead)]
    [InlineData("'C:\\photos\\a.scan' cannot be written.", Instead)]
    [InlineData("(\\\\server\\photos)", Instead)]
    [InlineData("file:///home/somebody", Instead)]
    public void A_text_ends_before_the_sentence_with_a_path(string text, string told) =>
        Assert.Equal(told, ModelFailure.WithoutPaths(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Index again: imagesearch index FOLDER --model resnet")]
    [InlineData("5,000 tokens and/or more, 3/4 of them, at 10:30.")]
    public void A_text_without_a_path_stays(string? text) => Assert.Equal(text, ModelFailure.WithoutPaths(text));
}
