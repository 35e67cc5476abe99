using ImageSearch.Sources;

namespace ImageSearch.Indexing;

/// <summary>Counts what happens in a run, and tells it on, ten times a second at most.</summary>
internal sealed class RunProgress(IProgress<IndexProgress>? target, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly long _begin = time.GetTimestamp();
    private readonly List<ItemOutcome> _skipped = [];
    private readonly List<SourceProblem> _problems = [];
    private long _reported = time.GetTimestamp();
    private int _listed;
    private bool _isListingComplete;
    private int _indexed;
    private int _unchanged;
    private int _moved;
    private int _removed;

    /// <summary>Places that the source passed over.</summary>
    public IReadOnlyList<SourceProblem> Problems => _problems;

    public void AddProblem(SourceProblem problem)
    {
        lock (_lock)
        {
            _problems.Add(problem);
        }
    }

    public void AddListed() => Count(() => _listed++);

    public void CompleteListing() => Count(() => _isListingComplete = true);

    public void Add(ItemRecord record) => Count(() =>
    {
        switch (record.State)
        {
            case ItemState.Indexed:
                _indexed++;
                break;
            case ItemState.Unchanged:
                _unchanged++;
                break;
            default:
                _skipped.Add(new ItemOutcome(record.Item.Path, ItemState.Skipped, record.Reason));
                break;
        }
    });

    /// <summary>A picture that was counted already turns out to be one that moved.</summary>
    public void AddMoved(bool wasIndexedNow) => Count(() =>
    {
        _moved++;
        _indexed -= wasIndexedNow ? 1 : 0;
        _unchanged -= wasIndexedNow ? 0 : 1;
    });

    public void AddRemoved(int count) => Count(() => _removed += count);

    /// <summary>Reports the end.</summary>
    public IndexSummary Complete()
    {
        lock (_lock)
        {
            target?.Report(Current());
            return new IndexSummary(
                _indexed, _unchanged, _moved, _removed, _skipped, _problems, time.GetElapsedTime(_begin));
        }
    }

    private void Count(Action count)
    {
        lock (_lock)
        {
            count();
            if (target is not null && time.GetElapsedTime(_reported) >= Pause)
            {
                _reported = time.GetTimestamp();
                target.Report(Current());
            }
        }
    }

    private IndexProgress Current() => new(
        _indexed + _unchanged + _moved + _skipped.Count,
        _listed,
        _isListingComplete,
        _indexed,
        _unchanged,
        _moved,
        _removed,
        _skipped.Count,
        time.GetElapsedTime(_begin));
}
