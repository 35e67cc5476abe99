using ImageSearch.Client;
using ImageSearch.Web.Components.Search;
using ImageSearch.Web.State;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace ImageSearch.Web.Components.Pages;

/// <summary>The search page: it shows what its address says.</summary>
public sealed partial class SearchPage : IAsyncDisposable
{
    private readonly Dictionary<int, QueryPicture> _pictures = [];
    private DotNetObjectReference<SearchPage>? _self;
    private SearchSession _session = null!;
    private SearchState _state = new();
    private QueryForm? _form;
    private string? _pictureProblem;
    private string? _pictureOnItsWay;
    private int _picturesOffered;
    private bool _isInteractive;
    private bool _isLeft;
    private bool _isViewOpenedHere;
    private string? _onItsWay;
    private (long Id, string? Model)? _focusNext;

    [Inject]
    private ImageSearchClient Client { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private PageScript Script { get; set; } = null!;

    private QueryPicture? Picture => _state.Picture is { } number ? _pictures.GetValueOrDefault(number) : null;

    private string Title => _state switch
    {
        { Picture: not null } => "Search by picture · ImageSearch",
        { Similar: { } id } => $"Similar to picture {id} · ImageSearch",
        { Query: { } query } => $"{query} · ImageSearch",
        _ => "ImageSearch",
    };

    private string Announcement => _session switch
    {
        { Notice: not null } => "", // The notice is an alert, and speaks for itself.
        { Response: { } response } =>
            string.Join(", ", response.Models.Select((m, i) => m.Error is null
                ? $"{m.Hits.Count}{(i == 0 ? m.Hits.Count == 1 ? " result" : " results" : "")} from {m.Model}"
                : $"{m.Model} could not answer")) + $" in {Units.Time(response.TotalMs)}",
        { IsSlow: true } => "The backend is slow",
        _ when _state.HasSearch => "Searching",
        _ => "",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _session.Changed -= OnSessionChanged;
        _session.Dispose();
        _isLeft = true;
        if (_self is not null)
        {
            await Script.RunAsync("detach");
            _self.Dispose();
        }
    }

    /// <summary>The browser asks whether a file may be sent.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its media type.</param>
    /// <param name="size">Its length in bytes.</param>
    /// <returns>False when it is no use; the page then says why.</returns>
    [JSInvokable]
    public bool OfferPicture(string name, string type, long size)
    {
        _pictureProblem = QueryPicture.FindProblem(name, type, size);
        _pictureOnItsWay = _pictureProblem is null ? name : null;
        _picturesOffered++;
        StateHasChanged();
        return _pictureProblem is null;
    }

    /// <summary>The browser sends the picture to search with.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="preview">Its address inside the browser.</param>
    /// <param name="stream">The file.</param>
    /// <returns>Previews that are not shown any more, so that the browser can let go of them.</returns>
    [JSInvokable]
    public async Task<string[]> TakePictureAsync(string name, string preview, IJSStreamReference stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        int offer = _picturesOffered;
        byte[] bytes;
        await using (stream)
        {
            await using Stream source = await stream.OpenReadStreamAsync(QueryPicture.MaximumBytes);
            using MemoryStream copy = new();
            await source.CopyToAsync(copy);
            bytes = copy.ToArray();
        }

        if (_isLeft || offer != _picturesOffered)
        {
            return [preview]; // Another file was offered while this one came in.
        }

        _pictureOnItsWay = null;
        int number = Math.Max(_pictures.Keys.DefaultIfEmpty().Max(), _state.Picture ?? 0) + 1;
        _pictures[number] = new QueryPicture(number, name, preview, bytes);
        GoTo((_form?.Typed() ?? _state.Search) with { Picture = number, Query = null, Similar = null });
        return [.. ForgetOldPictures().Select(picture => picture.Preview)];
    }

    /// <summary>The browser could not send the picture.</summary>
    /// <param name="name">Its name.</param>
    [JSInvokable]
    public void LosePicture(string name)
    {
        _pictureOnItsWay = null;
        _pictureProblem = $"“{name}” could not be read. Choose it again.";
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _session = new SearchSession(Client, Time);
        _session.Changed += OnSessionChanged;
        _state = SearchState.Parse(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _isInteractive = true;
            _self = DotNetObjectReference.Create(this);
            string? typed = await Script.AskAsync<string>("attach", _self);
            _form?.RestoreQuery(typed);
            await LoadAsync();
        }
        else if (_focusNext is { } hit && _state.View is null)
        {
            _focusNext = null;
            await Script.RunAsync("focusHit", hit.Id, hit.Model);
        }
    }

    // Back reaches the last five, as long as they are not too many bytes for one page.
    private List<QueryPicture> ForgetOldPictures()
    {
        List<QueryPicture> old = [];
        long bytes = 0;
        int kept = 0;
        foreach (QueryPicture picture in _pictures.Values.OrderByDescending(p => p.Number).ToArray())
        {
            bytes += picture.Bytes.Length;
            if (++kept > 5 || (kept > 1 && bytes > QueryPicture.MaximumBytes))
            {
                _pictures.Remove(picture.Number);
                old.Add(picture);
            }
        }

        return old;
    }

    private Task LoadAsync() => _session.LoadAsync(_state, Picture);

    private Task MoreAsync(ModelResult column) => _session.LoadMoreAsync(_state, Picture, column);

    private void GoTo(SearchState state)
    {
        _pictureProblem = null;
        string address = state.ToQuery();
        if (address == _onItsWay)
        {
            return; // Enter changes the field and sends the form; one entry in the history is enough.
        }

        if (state == _state)
        {
            _ = DoAsync(LoadAsync); // Asked for once more.
            return;
        }

        _onItsWay = address;
        Navigation.NavigateTo(address);
    }

    private async Task CloseViewAsync()
    {
        if (_isViewOpenedHere)
        {
            _isViewOpenedHere = false;
            await Script.RunAsync("back"); // So that Forward opens it again, and Back does not.
        }
        else
        {
            Navigation.NavigateTo(_state.Search.ToQuery(), replace: true);
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = DoAsync(async () =>
    {
        if (new Uri(e.Location).AbsolutePath != "/")
        {
            return; // Another page comes; this one goes.
        }

        _onItsWay = null;
        SearchState before = _state;
        _state = SearchState.Parse(e.Location);
        if (before.View is null && _state.View is not null)
        {
            _isViewOpenedHere = true;
        }
        else if (before.View is { } id && _state.View is null)
        {
            _isViewOpenedHere = false;
            _focusNext = (id, before.In);
        }

        if (before.Search == _state.Search)
        {
            StateHasChanged();
            return;
        }

        // Loading takes the results away first: those of one search are never shown below the words of another.
        _focusNext = null;
        await LoadAsync();
    });

    private void OnSessionChanged() => _ = DoAsync(() =>
    {
        StateHasChanged();
        return Task.CompletedTask;
    });

    // What fails in an event of ours must reach the page as what fails in one of the browser does.
    private async Task DoAsync(Func<Task> work)
    {
        try
        {
            await InvokeAsync(work);
        }
        catch (ObjectDisposedException)
        {
            // The page was left meanwhile.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
