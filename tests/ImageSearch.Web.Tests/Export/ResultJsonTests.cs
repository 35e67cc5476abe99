using System.Text.Json;
using ImageSearch.Client;
using ImageSearch.Web.Export;
using ImageSearch.Web.State;
using ImageSearch.Web.Tests.State;

namespace ImageSearch.Web.Tests.Export;

public sealed class ResultJsonTests
{
    [Fact]
    public void The_document_holds_the_question_and_the_answer()
    {
        SearchResponse response = new(
            [HitLinksTests.Column("resnet", 1), HitLinksTests.Column("vit", 2, 1)],
            [new ModelAgreement("resnet", "vit", 1, 0, 0, null)], 3);

        using JsonDocument document = JsonDocument.Parse(
            ResultJson.Write(new SearchState { Query = "<b> & \"quotes\"" }, response));

        JsonElement root = document.RootElement;
        Assert.Equal("<b> & \"quotes\"", root.GetProperty("request").GetProperty("query").GetString());
        Assert.Equal("vit", root.GetProperty("request").GetProperty("models")[1].GetString());
        JsonElement column = root.GetProperty("response").GetProperty("models")[1];
        Assert.Equal(2, column.GetProperty("hits")[0].GetProperty("id").GetInt64());
        Assert.False(column.TryGetProperty("error", out _));
    }
}
