using ImageSearch.Client;
using ImageSearch.Web.State;
using Microsoft.AspNetCore.Components;

namespace ImageSearch.Web.Components.Search;

/// <summary>One picture large, over the results.</summary>
public sealed partial class PictureView : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private ElementReference _dialog;
    private long? _shownId;
    private Item? _item;
    private string? _itemProblem;
    private string? _problem;

    /// <summary>What the address says.</summary>
    [Parameter, EditorRequired]
    public SearchState State { get; set; } = new();

    /// <summary>The picture.</summary>
    [Parameter, EditorRequired]
    public long Id { get; set; }

    /// <summary>The results below.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ModelResult> Columns { get; set; } = [];

    /// <summary>Raised by the close button.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private ImageSearchClient Client { get; set; } = null!;

    [Inject]
    private PageScript Script { get; set; } = null!;

    private ModelResult? Column => Columns.FirstOrDefault(c => c.Model == State.In)
        ?? Columns.FirstOrDefault(c => c.Hits.Any(h => h.Id == Id));

    private Hit? Shown => Column?.Hits.FirstOrDefault(h => h.Id == Id);

    private Hit? Previous => Neighbour(-1);

    private Hit? Next => Neighbour(1);

    private string Similar => (State.Search with { Similar = Id, Picture = null, Query = null }).ToQuery();

    private List<(string Model, Hit Hit)> Places =>
        [.. Columns.SelectMany(c => c.Hits.Where(h => h.Id == Id).Select(h => (c.Model, h)))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shownId == Id)
        {
            return;
        }

        (_shownId, _item, _itemProblem, _problem) = (Id, null, null, null);
        long id = Id;
        try
        {
            Item item = await Client.GetItemAsync(id, _closed.Token);
            _item = id == Id ? item : _item;
        }
        catch (ImageSearchException e) when (id == Id)
        {
            _itemProblem = e.Message;
        }
        catch (Exception e) when (e is ImageSearchException or OperationCanceledException)
        {
            // Another picture is shown meanwhile, or none.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Script.RunAsync("openDialog", _dialog);
        }
    }

    private string Address(Hit hit) => (State with { View = hit.Id, In = Column?.Model }).ToQuery();

    private Hit? Neighbour(int step)
    {
        if (Shown is not { } shown)
        {
            return null;
        }

        int place = Column!.Hits.ToList().IndexOf(shown) + step;
        return place >= 0 && place < Column.Hits.Count ? Column.Hits[place] : null;
    }

    private async Task ExplainAsync()
    {
        long id = Id;
        string problem;
        try
        {
            problem = await Client.FindPictureProblemAsync(id, _closed.Token)
                ?? "The picture could not be shown. Close it and open it again.";
        }
        catch (ImageSearchException e)
        {
            problem = e.Message;
        }

        _problem = id == Id ? problem : _problem;
    }
}
