using ImageSearch.Client;
using ImageSearch.Indexing;
using ImageSearch.Searching;

namespace ImageSearch.Api.Searching;

/// <summary>Turns what clients send into the library's terms.</summary>
internal static class SearchQueries
{
    /// <summary>The query of a request that was checked.</summary>
    /// <param name="request">What the client sent.</param>
    /// <param name="picture">The picture to search with; null to search with words or an item.</param>
    public static SearchQuery From(SearchRequest request, byte[]? picture = null) => new()
    {
        Text = request.Query,
        SimilarTo = request.SimilarTo,
        Image = picture,
        // Only errors name it, and those go to the client without the name.
        ImageName = picture is null ? null : "picture",
        Not = request.Not,
        NotWeight = request.NotWeight,
        Count = request.Count,
        Cursor = request.Cursor,
        Filter = request.Filter is null ? null : From(request.Filter),
    };

    private static ItemFilter From(SearchFilter filter) => new()
    {
        Path = filter.Path,
        IsPathBelowSource = true,
        ModifiedFrom = filter.ModifiedFrom,
        ModifiedTo = filter.ModifiedTo,
        SizeFrom = filter.SizeFrom,
        SizeTo = filter.SizeTo,
    };
}
