using System.Text.Json;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests;

public sealed class ContractJsonTests
{
    [Theory]
    [InlineData("{}", 0.5, 20)]
    [InlineData("""{"count": 7}""", 0.5, 7)]
    [InlineData("""{"notWeight": 0.25}""", 0.25, 20)]
    public void What_a_request_leaves_out_has_its_default(string json, double notWeight, int count)
    {
        SearchRequest request = JsonSerializer.Deserialize(json, ContractJson.Default.SearchRequest)!;
        Assert.Equal((notWeight, count), (request.NotWeight, request.Count));
    }

    [Fact]
    public void A_request_comes_back_as_it_was()
    {
        SearchRequest request = new()
        {
            Query = "a", SimilarTo = 3, Not = "b", NotWeight = 0.75, Count = 9, Cursor = "c",
            Filter = new SearchFilter { Path = "*.png", ModifiedFrom = DateTimeOffset.UnixEpoch, SizeTo = 4 },
        };
        string json = JsonSerializer.Serialize(request, ContractJson.Default.SearchRequest);
        Assert.Equal(request, JsonSerializer.Deserialize(json, ContractJson.Default.SearchRequest));
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }
}
