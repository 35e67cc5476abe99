using CsCheck;
using ImageSearch.Client;
using ImageSearch.Web.State;

namespace ImageSearch.Web.Tests.State;

public sealed class SearchStateTests
{
    private static readonly Gen<string?> Words = Gen.OneOf(
        Gen.Const(0).Select(_ => (string?)null),
        Gen.String[Gen.Char["aZ09 &=?#%+/<>\"'äß漢é.*-"], 1, 12].Select(s => (string?)s.Trim())
            .Where(s => s!.Length > 0));

    private static readonly Gen<DateOnly?> Day = Gen.OneOf(
        Gen.Const(0).Select(_ => (DateOnly?)null),
        Gen.Int[0, 40_000].Select(d => (DateOnly?)DateOnly.MinValue.AddDays(700_000 + d)));

    private static readonly Gen<SearchState> States =
        from words in Gen.Select(Words, Words, Words, Words)
        from models in Gen.String[Gen.Char["abc/-.&="], 1, 6].Array[0, SearchState.MaximumModels]
        from numbers in Gen.Select(Gen.Int[1, SearchState.MaximumCount], Gen.Long[0, long.MaxValue].Nullable(),
            Gen.Int[0, int.MaxValue].Nullable(), Gen.Long[0, 1000].Nullable())
        from sizes in Gen.Select(Gen.Int[0, 9999].Nullable(), Gen.Int[0, 9999].Nullable(), Gen.Bool)
        from days in Gen.Select(Day, Day)
        select new SearchState
        {
            Query = words.Item1, Not = words.Item2, Path = words.Item3, In = words.Item4,
            Models = [.. models.Distinct()], Count = numbers.Item1, Similar = numbers.Item2, Picture = numbers.Item3,
            View = numbers.Item4, Larger = sizes.Item1, Smaller = sizes.Item2, InMegabytes = sizes.Item3,
            From = days.Item1, To = days.Item2,
        };

    [Fact]
    public void What_is_written_into_the_address_is_read_again() => States.Sample(state =>
    {
        SearchState read = SearchState.Parse("http://host:8501" + state.ToQuery());
        return read == state && read.Query == state.Query && read.Path == state.Path && read.To == state.To
            && read.Models.SequenceEqual(state.Models) && read.Larger == state.Larger && read.View == state.View;
    });

    [Fact]
    public void Any_address_is_read_without_an_error() =>
        Gen.String.Sample(text => SearchState.Parse("/?" + text) is { Count: >= 1 and <= SearchState.MaximumCount });

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/?q=", "/")]
    [InlineData("/?q=a+dog&n=10", "/?q=a%20dog")]
    [InlineData("/?q=dog&n=999&m=vit&m=vit&m=", "/?q=dog&n=50&m=vit")]
    [InlineData("/?similar=-3&view=x&from=2024-02-31", "/")]
    [InlineData("/?q=dog&m=a&m=b&m=c&m=d&m=e#top", "/?q=dog&m=a&m=b&m=c&m=d")]
    public void What_is_not_understood_is_left_out(string address, string expected) =>
        Assert.Equal(expected, SearchState.Parse(address).ToQuery());

    [Fact]
    public void Filters_become_whole_days_and_bytes()
    {
        SearchRequest request = SearchState
            .Parse("/?q=dog&from=2024-05-01&to=2024-05-31&larger=20&smaller=3000&path=*.jpg&n=7&not=cat")
            .ToRequest(["vit"]);

        Assert.Equal(new DateTimeOffset(2024, 5, 1, 0, 0, 0, default), request.Filter!.ModifiedFrom);
        Assert.Equal(new DateTimeOffset(2024, 6, 1, 0, 0, 0, default).AddTicks(-1), request.Filter.ModifiedTo);
        Assert.Equal(20_000, request.Filter.SizeFrom);
        Assert.Equal(3_000_000, request.Filter.SizeTo);
        Assert.Equal(("dog", "cat", 7, "*.jpg"), (request.Query, request.Not, request.Count, request.Filter.Path));
        Assert.Equal(["vit"], request.Models!);
    }

    [Fact]
    public void A_picture_of_the_library_takes_the_place_of_words()
    {
        SearchRequest request = SearchState.Parse("/?q=dog&similar=12").ToRequest([]);

        Assert.Null(request.Query);
        Assert.Equal(12, request.SimilarTo);
        Assert.Null(request.Filter);
    }
}
