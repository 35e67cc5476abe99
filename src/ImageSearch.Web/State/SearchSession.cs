using ImageSearch.Client;

namespace ImageSearch.Web.State;

/// <summary>Asks the backend for what the address of one open page says, and keeps what the page shows meanwhile: that
/// it is loading, that this is slow, what went wrong, or the results. It tries again where that may help.</summary>
/// <param name="client">The backend.</param>
/// <param name="time">For the slow and the retry timers, and the round trip.</param>
public sealed class SearchSession(ImageSearchClient client, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(5);

    private CancellationTokenSource _current = new();

    /// <summary>Raised when something has changed; on any thread.</summary>
    public event Action? Changed;

    /// <summary>The models of the backend; null until it has answered.</summary>
    public IReadOnlyList<ModelStatus>? Models { get; private set; }

    /// <summary>True while an answer is awaited.</summary>
    public bool IsLoading { get; private set; }

    /// <summary>True when the answer takes long.</summary>
    public bool IsSlow { get; private set; }

    /// <summary>What went wrong; null when nothing has.</summary>
    public Notice? Notice { get; private set; }

    /// <summary>What the backend answered; null before.</summary>
    public SearchResponse? Response { get; private set; }

    /// <summary>Milliseconds from the question to the answer, as the frontend saw them.</summary>
    public double RoundTripMs { get; private set; }

    /// <summary>Model whose next page is awaited; null for none.</summary>
    public string? LoadingMore { get; private set; }

    /// <summary>Models that can be compared now.</summary>
    public IEnumerable<ModelStatus> ReadyModels => (Models ?? []).Where(m => m.State is "ready" or "building");

    /// <summary>The models of a state, or the first two that answer.</summary>
    /// <param name="state">May name none.</param>
    public IReadOnlyList<string> ModelsOf(SearchState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Models.Count > 0 ? state.Models : [.. ReadyModels.Take(2).Select(m => m.Name)];
    }

    /// <summary>Loads what a state asks for; what was loading before is given up.</summary>
    /// <param name="state">The search; only the models are loaded when it has none.</param>
    /// <param name="picture">The picture to search with, when the state names one and it is still there.</param>
    public async Task LoadAsync(SearchState state, QueryPicture? picture)
    {
        ArgumentNullException.ThrowIfNull(state);
        CancellationToken cancellationToken = Begin();
        while (!cancellationToken.IsCancellationRequested)
        {
            Notice? notice = await TryAsync(state, picture, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            (Notice, IsLoading, IsSlow) = (notice, false, false);
            Changed?.Invoke();
            if (notice?.RetryAfter is not { } wait || !await DelayAsync(wait, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Appends a model's next page.</summary>
    /// <param name="state">The search that is shown.</param>
    /// <param name="picture">Its picture.</param>
    /// <param name="column">The model's results so far.</param>
    public async Task LoadMoreAsync(SearchState state, QueryPicture? picture, ModelResult column)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(column);
        if (Response is not { } shown || LoadingMore is not null || column.NextCursor is null)
        {
            return;
        }

        CancellationToken cancellationToken = _current.Token;
        LoadingMore = column.Model;
        Changed?.Invoke();
        ModelResult longer;
        try
        {
            SearchRequest request = state.ToRequest([column.Model]) with { Cursor = column.NextCursor };
            SearchResponse page = await AskAsync(request, picture, cancellationToken);
            longer = Append(column, page.Models[0]);
        }
        catch (ImageSearchException e)
        {
            longer = column with { Error = e.Message };
        }
        catch (OperationCanceledException)
        {
            return; // Another search has begun, and it has reset what is shown.
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return; // It has begun after the answer came, but before it was looked at.
        }

        LoadingMore = null;
        Response = shown with { Models = [.. shown.Models.Select(m => m.Model == column.Model ? longer : m)] };
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _current.Cancel();
        _current.Dispose();
    }

    private CancellationToken Begin()
    {
        _current.Cancel();
        _current.Dispose();
        _current = new CancellationTokenSource();
        (Response, LoadingMore, Notice) = (null, null, null);
        return _current.Token;
    }

    private async Task<Notice?> TryAsync(SearchState state, QueryPicture? picture, CancellationToken cancellationToken)
    {
        // A notice stays while the page tries again by itself, so that it does not flicker.
        (IsLoading, IsSlow) = (true, false);
        Changed?.Invoke();
        using CancellationTokenSource slow = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task watching = WatchAsync(slow.Token);
        try
        {
            Models ??= await client.ListModelsAsync(cancellationToken);
            IReadOnlyList<string> models = ModelsOf(state);
            if (!ReadyModels.Any())
            {
                return await FindEmptinessAsync(cancellationToken);
            }

            if (!state.HasSearch)
            {
                return null;
            }

            if (state.Picture is not null && picture is null)
            {
                return Notice.PictureGone;
            }

            long start = time.GetTimestamp();
            SearchResponse response = await AskAsync(state.ToRequest(models), picture, cancellationToken);
            if (!cancellationToken.IsCancellationRequested)
            {
                (Response, RoundTripMs) = (response, time.GetElapsedTime(start).TotalMilliseconds);
            }

            return null;
        }
        catch (ImageSearchException e)
        {
            return Notice.From(e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null; // Another search has begun.
        }
        finally
        {
            await slow.CancelAsync();
            await watching;
        }
    }

    // The library may have changed between two pages: a picture that has moved down since is shown once.
    private static ModelResult Append(ModelResult column, ModelResult next)
    {
        HashSet<long> shown = [.. column.Hits.Select(hit => hit.Id)];
        return column with
        {
            Hits = [.. column.Hits, .. next.Hits.Where(hit => shown.Add(hit.Id))],
            NextCursor = next.NextCursor,
            Error = next.Error,
        };
    }

    private Task<SearchResponse> AskAsync(
        SearchRequest request, QueryPicture? picture, CancellationToken cancellationToken) =>
        picture is not null
            ? client.SearchByPictureAsync(picture.Bytes, picture.Name, request, cancellationToken)
            : client.SearchAsync(request, cancellationToken);

    private async Task<Notice> FindEmptinessAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ModelStatus> models = Models!;
        Models = null; // Looked at again with the next try.
        LibraryStatus library = await client.GetLibraryAsync(cancellationToken);
        if (models.Count == 0)
        {
            return Notice.NoModels;
        }

        string? problem = models.FirstOrDefault(m => m.Problem is not null)?.Problem;
        return library.Indexed == 0 && models.Any(m => m.State == "notIndexed")
            ? Notice.EmptyLibrary
            : new Notice("No model can answer", problem ?? "Index the library with an installed model.",
                problem is null ? "imagesearch index FOLDER" : null);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (await DelayAsync(SlowAfter, cancellationToken) && !cancellationToken.IsCancellationRequested)
        {
            IsSlow = true;
            Changed?.Invoke();
        }
    }

    private async Task<bool> DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
