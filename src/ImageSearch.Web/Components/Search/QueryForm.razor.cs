using System.Globalization;
using ImageSearch.Client;
using ImageSearch.Web.State;
using Microsoft.AspNetCore.Components;

namespace ImageSearch.Web.Components.Search;

/// <summary>The query and its options. It is a plain form, so that Enter works before the page is connected.</summary>
public sealed partial class QueryForm
{
    /// <summary>What the box holds when the address has no search.</summary>
    public const string DefaultQuery = "working on laptop in office";

    private SearchState? _seen;
    private string? _query;
    private string? _not;
    private string? _path;
    private DateOnly? _from;
    private DateOnly? _to;
    private int? _larger;
    private int? _smaller;
    private string _unit = "kb";
    private int _count;
    private IReadOnlyList<string> _models = [];
    private IReadOnlyList<string> _given = [];
    private bool _isFilterOpen;

    /// <summary>What the address says.</summary>
    [Parameter, EditorRequired]
    public SearchState State { get; set; } = new();

    /// <summary>The backend's models; null until they are known.</summary>
    [Parameter]
    public IReadOnlyList<ModelStatus>? Models { get; set; }

    /// <summary>The models that are compared.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Chosen { get; set; } = [];

    /// <summary>The picture that is searched with; null for none.</summary>
    [Parameter]
    public QueryPicture? Picture { get; set; }

    /// <summary>Why the last picture was not taken; null when it was.</summary>
    [Parameter]
    public string? PictureProblem { get; set; }

    /// <summary>Name of the picture that the browser is sending; null for none.</summary>
    [Parameter]
    public string? PictureOnItsWay { get; set; }

    /// <summary>Raised with the search that is wanted.</summary>
    [Parameter]
    public EventCallback<SearchState> OnSearch { get; set; }

    /// <summary>Puts back what was typed before the page was connected.</summary>
    /// <param name="typed">The text; null when nothing was typed.</param>
    public void RestoreQuery(string? typed)
    {
        if (typed is not null)
        {
            _query = typed;
            StateHasChanged();
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        bool isSameSearch = _seen == State.Search;
        if (!isSameSearch || !_given.SequenceEqual(Chosen))
        {
            (_given, _models) = (Chosen, Chosen);
        }

        if (isSameSearch)
        {
            return; // What is typed but not searched yet stays.
        }

        if (_seen is null || _seen.Query != State.Query || _seen.HasSearch != State.HasSearch)
        {
            _query = State.Query ?? (State.HasSearch ? null : DefaultQuery);
        }

        _isFilterOpen |= _seen is null && State.HasFilter;
        _seen = State.Search;
        (_count, _not, _path, _from, _to) = (State.Count, State.Not, State.Path, State.From, State.To);
        (_larger, _smaller, _unit) = (State.Larger, State.Smaller, State.InMegabytes ? "mb" : "kb");
    }

    private Task Submit()
    {
        SearchState typed = Typed();
        bool isTyped = typed.Query is not null && (typed.Query != State.Query || !State.HasSearch);
        return isTyped || !State.HasSearch
            ? OnSearch.InvokeAsync(typed with { Similar = null, Picture = null })
            : OnSearch.InvokeAsync(typed with { Similar = State.Similar, Picture = State.Picture });
    }

    /// <summary>What the form holds, searched or not.</summary>
    public SearchState Typed() => new()
    {
        Query = Text(_query),
        Count = _count,
        Models = _models,
        Not = Text(_not),
        Path = Text(_path),
        From = _from,
        To = _to,
        Larger = _larger,
        Smaller = _smaller,
        InMegabytes = _unit == "mb" && (_larger ?? _smaller) is not null,
    };

    private Task Remove() =>
        OnSearch.InvokeAsync(State.Search with { Picture = null, Similar = null });

    private Task SetCount(ChangeEventArgs e)
    {
        if (int.TryParse(e.Value as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out int count))
        {
            _count = Math.Clamp(count, 1, SearchState.MaximumCount);
        }

        return ApplyAsync();
    }

    private Task ChooseModels(IReadOnlyList<string> models)
    {
        _models = models;
        return ApplyAsync();
    }

    private Task ClearFilters()
    {
        (_path, _from, _to, _larger, _smaller, _unit) = (null, null, null, null, null, "kb");
        return ApplyAsync();
    }

    // A result that is shown follows its options at once; without one they wait for the words. It is the form as a
    // whole: Enter in an option changes it and sends the form, and both must mean the same address.
    private Task ApplyAsync()
    {
        SearchState shown = State.Search with { Models = Chosen, Similar = null, Picture = null };
        return State.HasSearch && Typed() != shown ? Submit() : Task.CompletedTask;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
