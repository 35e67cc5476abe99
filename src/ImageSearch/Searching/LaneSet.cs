using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Searching;

/// <summary>The models that are served, each a version with its vectors, and how they follow the library.</summary>
internal sealed partial class LaneSet(
    Library library, EmbedderPool embedders, TimeProvider time, ILogger logger)
{
    // While an indexer commits every few seconds, this much of the time at most goes into opening vectors.
    private const double OpenShare = 0.1;

    // A model is read as a whole before it is known that it, or its vectors, cannot be used.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly List<Task> _closing = [];
    private bool _isClosed;

    /// <summary>The state of each model, by name.</summary>
    public IReadOnlyList<ServedModel> Describe()
    {
        lock (_lock)
        {
            return [.. _lanes.Values.Select(lane => lane.Describe())];
        }
    }

    /// <summary>The version that serves a model; it stays open until it is released.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="problem">Why there is none, when the library has vectors of the model; null when it has
    /// none.</param>
    /// <exception cref="ModelException">The model cannot be used.</exception>
    public ServedVersion? Retain(string name, out string? problem)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SharedSearcher));
            Lane? lane = _lanes.GetValueOrDefault(name);
            problem = lane?.Excuse;
            if (lane is { Version: null, Failure: { } failure })
            {
                throw new ModelException(failure.Model, failure.Message, failure);
            }

            lane?.Version?.Retain();
            return lane?.Version;
        }
    }

    /// <summary>Brings the lanes up to date; called by one at a time.</summary>
    /// <param name="isPatient">True leaves vectors for a later call that were opened a moment ago.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    /// <returns>True when an answer may be another one now.</returns>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public async Task<bool> RefreshAsync(bool isPatient, CancellationToken cancellationToken)
    {
        LibraryModel[] active = [.. library.Models.Where(m => m.State == LibraryModelState.Active)];
        Lane[] lanes;
        bool isChanged;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SharedSearcher));
            isChanged = RemoveAllBut(active);
            foreach (LibraryModel model in active)
            {
                _lanes.TryAdd(model.Name, new Lane(model));
                _lanes[model.Name].Model = model;
            }

            lanes = [.. _lanes.Values];
        }

        bool[] changes = await Task.WhenAll(lanes.Select(lane =>
            Task.Run(() => RefreshAsync(lane, isPatient, cancellationToken), cancellationToken)))
            .ConfigureAwait(false);
        return isChanged || changes.Contains(true);
    }

    /// <summary>Ends serving, once the last query has its answer.</summary>
    public async Task CloseAsync()
    {
        Task[] closing;
        lock (_lock)
        {
            _isClosed = true;
            RemoveAllBut([]);
            closing = [.. _closing];
        }

        await Task.WhenAll(closing).ConfigureAwait(false);
    }

    private bool RemoveAllBut(LibraryModel[] active)
    {
        string[] gone = [.. _lanes.Keys.Except(active.Select(m => m.Name))];
        foreach (string name in gone)
        {
            Replace(_lanes[name], null);
            _lanes.Remove(name);
        }

        return gone.Length > 0;
    }

    private async Task<bool> RefreshAsync(Lane lane, bool isPatient, CancellationToken cancellationToken)
    {
        LibraryModel model = lane.Model;
        ServedVersion? current = lane.Version;
        if (lane.Serves(model))
        {
            Tell(lane, null, null);
            return false;
        }

        bool isNewVersion = current?.Store.ModelHash != model.Hash;
        if (isPatient && (FailedJustNow(lane) || (!isNewVersion && OpenedJustNow(lane))))
        {
            return false;
        }

        try
        {
            if (embedders.Rent(model.Name, model.Hash) is { } embedder)
            {
                await OpenAsync(lane, model, embedder, isNewVersion ? null : current, cancellationToken)
                    .ConfigureAwait(false);
                return true;
            }

            // What answered until now still does: its vectors are open.
            Tell(lane, MissingVectors.OtherVersion(model.Name), null);
        }
        catch (ModelException e)
        {
            lane.FailedAt = time.GetTimestamp();
            Tell(lane, null, e);
        }
        catch (LibraryException e)
        {
            if (library.FindModel(model.Hash) is { State: LibraryModelState.Active })
            {
                lane.FailedAt = time.GetTimestamp();
                Tell(lane, e.Message, e);
            }

            // Otherwise it was replaced a moment ago, and the next look finds the one that took its place.
        }

        return false;
    }

    /// <summary>Opens the newest vectors and lets them answer.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="model">What is to answer.</param>
    /// <param name="embedder">The model; it belongs to the new version then.</param>
    /// <param name="same">What answers now, when only its vectors are old; null for another version.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    private async Task OpenAsync(
        Lane lane,
        LibraryModel model,
        EmbedderLease embedder,
        ServedVersion? same,
        CancellationToken cancellationToken)
    {
        ServedVersion version;
        try
        {
            string? warning = same is null
                ? await WarmUpAsync(embedder, cancellationToken).ConfigureAwait(false)
                : same.Warning;
            cancellationToken.ThrowIfCancellationRequested();
            long start = time.GetTimestamp();
            FlatStore store = FlatStore.Open(library, model.Hash);
            lane.OpenedAt = time.GetTimestamp();
            lane.FailedAt = null;
            lane.OpenTime = time.GetElapsedTime(start, lane.OpenedAt);
            version = new ServedVersion(library, embedder, store, warning);
        }
        catch
        {
            embedder.Dispose();
            throw;
        }

        int count = version.Store.Count;
        lock (_lock)
        {
            Replace(lane, version);
        }

        LogOpened(model.Name, model.Hash[..Math.Min(12, model.Hash.Length)], count, lane.OpenTime.TotalMilliseconds);
    }

    /// <summary>Runs both towers once, so that the first query is as fast as the next, and so that the model goes on
    /// when its files are replaced.</summary>
    /// <returns>A warning when pictures cannot be searched with; null when all works.</returns>
    /// <exception cref="ModelException">Words cannot be searched with.</exception>
    private async Task<string?> WarmUpAsync(EmbedderLease embedder, CancellationToken cancellationToken)
    {
        await embedder.EmbedTextsAsync(["a picture"], cancellationToken).ConfigureAwait(false);
        try
        {
            await embedder.EmbedImagesAsync([new PixelImage(1, 1, new byte[3])], cancellationToken)
                .ConfigureAwait(false);
            return null;
        }
        catch (ModelException e)
        {
            LogPicturesFail(embedder.Model, e);
            return "Searching with a picture file does not work: the model's part for pictures is missing, damaged or "
                + "does not fit this machine. Install the model again; words can be searched with.";
        }
    }

    /// <summary>Puts a version in the place of another one; under the lock.</summary>
    private void Replace(Lane lane, ServedVersion? version)
    {
        ServedVersion? old = lane.Version;
        lane.Version = version;
        lane.Problem = null;
        lane.Failure = null;
        _closing.RemoveAll(task => task.IsCompleted);
        if (version is not null)
        {
            _closing.Add(version.Closed);
        }

        if (_isClosed)
        {
            lane.Version = null;
            version?.Release();
        }

        old?.Release();
    }

    /// <summary>Keeps what is wrong, or that nothing is; the log has each failure once.</summary>
    private void Tell(Lane lane, string? problem, Exception? error)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = error is not null && error.Message != lane.Problem && error.Message != lane.Failure?.Message;
            lane.Problem = problem;
            lane.Failure = error as ModelException;
        }

        if (isNew)
        {
            LogFailed(lane.Model.Name, error!);
        }
    }

    private bool OpenedJustNow(Lane lane) =>
        time.GetElapsedTime(lane.OpenedAt) < lane.OpenTime * ((1 - OpenShare) / OpenShare);

    private bool FailedJustNow(Lane lane) =>
        lane.FailedAt is { } failedAt && time.GetElapsedTime(failedAt) < RetryAfter;

    [LoggerMessage(LogLevel.Information, "Searches with model {Model} ({Hash}) use {Vectors} vectors now, opened in "
        + "{ElapsedMs:F0} ms.")]
    private partial void LogOpened(string model, string hash, int vectors, double elapsedMs);

    [LoggerMessage(LogLevel.Error, "Model {Model} cannot search with a picture file.")]
    private partial void LogPicturesFail(string model, Exception error);

    [LoggerMessage(LogLevel.Error, "The newest vectors of model {Model} cannot be searched.")]
    private partial void LogFailed(string model, Exception error);
}
