using System.ComponentModel;
using System.Globalization;
using ImageSearch.Api.Pictures;
using ImageSearch.Api.Problems;
using ImageSearch.Api.Services;
using ImageSearch.Client;
using ImageSearch.Indexing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageSearch.Api.Endpoints;

/// <summary><c>/v1/items</c>.</summary>
internal static class ItemEndpoints
{
    private const int MaximumCount = 1000;
    private const int DefaultCount = 100;

    /// <summary>What an unknown id is answered with.</summary>
    public const string Unknown =
        "There is no picture with this id. It was removed from the library, or never was in it.";

    /// <summary>Registers what these endpoints need.</summary>
    public static void Add(IServiceCollection services, BackendSettings settings)
    {
        services.AddSingleton<ItemView>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder items = routes.MapGroup("/v1/items").WithTags("Items").RequireReady();
        items.MapGet("", List).WithName("ListItems")
            .WithSummary("Pictures of the library, by ascending id.")
            .WithDescription("A page at a time: pass `nextCursor` as `cursor` until there is none.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        items.MapGet("/{id:long}", Get).WithName("GetItem")
            .WithSummary("One picture, with the models that have its vector.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    // Text, not a number and an enumeration: what cannot be read is answered with the field's name.
    private static Results<Ok<ItemPage>, ProblemHttpResult> List(
        Library library,
        ItemView view,
        [Description("`indexed` (the default) or `skipped`.")] string? state = null,
        [Description("Most pictures wanted, 1 to 1000; default 100.")] string? count = null,
        [Description("`nextCursor` of the page before; the first page without.")] string? cursor = null)
    {
        Dictionary<string, string[]> errors = [];
        if (state is not (null or "indexed" or "skipped"))
        {
            errors["state"] = ["state must be indexed or skipped."];
        }

        if (!TryReadCount(count, out int wanted))
        {
            errors["count"] = [$"count must be 1 to {MaximumCount}."];
        }

        long? after = cursor is null ? 0 : ItemCursor.Read(cursor);
        if (after is null)
        {
            errors["cursor"] = ["The cursor is damaged or cut. Copy it whole, or begin without one."];
        }

        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        // One more than wanted tells whether there is another page.
        IReadOnlyList<LibraryItem> found = library.ListItems(
            state == "skipped" ? ItemState.Skipped : ItemState.Indexed, after!.Value, wanted + 1);
        LibraryItem[] page = [.. found.Take(wanted)];
        return TypedResults.Ok(new ItemPage(
            view.Show(page), found.Count > wanted ? ItemCursor.Create(page[^1].Id) : null));
    }

    private static Results<Ok<Item>, ProblemHttpResult> Get(
        [Description("Id of the picture.")] long id, Library library, ItemView view) =>
        library.GetItem(id) is { } item ? TypedResults.Ok(view.ShowWhole(item)) : Refusal.NotFound(Unknown);

    private static bool TryReadCount(string? text, out int count)
    {
        count = DefaultCount;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count)
            && count is >= 1 and <= MaximumCount);
    }
}
