using ImageSearch.Api.Serving;
using ImageSearch.Client;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Pictures;

/// <summary>Shows the library's pictures as clients see them: without the addresses of sources.</summary>
internal sealed class ItemView(Library library, PictureSources sources)
{
    /// <summary>One picture, with the names of the models that have its vector.</summary>
    public Item ShowWhole(LibraryItem item) => Show([item])[0] with
    {
        Models = [.. library.Models
            .Where(m => m.State == LibraryModelState.Active && library.GetVector(m.Hash, item.Id) is not null)
            .Select(m => m.Name)],
    };

    /// <summary>Several pictures, in their order.</summary>
    public IReadOnlyList<Item> Show(IReadOnlyList<LibraryItem> items)
    {
        Dictionary<string, string> names = sources.List(library.Roots).ToDictionary(s => s.Root, s => s.Name);
        return [.. items.Select(item => new Item(
            item.Id,
            PicturePath.Name(item),
            PicturePath.Relative(item),
            names.GetValueOrDefault(item.Root, ""),
            item.Size,
            item.ModifiedAt,
            item.ContentHash,
            item.Width,
            item.Height,
            item.State == ItemState.Indexed ? "indexed" : "skipped",
            SkipReason(item),
            Models: null))];
    }

    /// <summary>Why a picture was skipped, without any path; null when it was not.</summary>
    public static string? SkipReason(LibraryItem item)
    {
        string? reason = item.SkipReason?.Replace(item.Path, PicturePath.Name(item), StringComparison.Ordinal);

        // What could not be read has the system's words, and a link's target may be in them.
        return reason?.AsSpan().IndexOfAny('/', '\\') >= 0
            ? "it cannot be read; the command line, imagesearch index, says why."
            : reason;
    }
}
