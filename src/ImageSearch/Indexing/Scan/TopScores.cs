namespace ImageSearch.Indexing.Scan;

/// <summary>The best scores seen so far: a heap whose root is the one to lose next. Not thread-safe.</summary>
internal sealed class TopScores
{
    private readonly ScoredId[] _heap;
    private int _count;

    /// <summary>Makes room for so many scores.</summary>
    /// <param name="capacity">At least 1.</param>
    public TopScores(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _heap = new ScoredId[capacity];
    }

    /// <summary>A row that scores less than this is not among the best; -∞ until there are enough.</summary>
    public float Floor => _count < _heap.Length ? float.NegativeInfinity : _heap[0].Score;

    /// <summary>What is held, in no order.</summary>
    public ReadOnlySpan<ScoredId> Items => _heap.AsSpan(0, _count);

    /// <summary>Orders best first: higher score, then lower id.</summary>
    public static int Compare(ScoredId a, ScoredId b)
    {
        int byScore = b.Score.CompareTo(a.Score);
        return byScore == 0 ? a.Id.CompareTo(b.Id) : byScore;
    }

    /// <summary>Takes a score in when it is among the best.</summary>
    public void Offer(ScoredId item)
    {
        if (_count < _heap.Length)
        {
            _heap[_count++] = item;
            SiftUp(_count - 1);
        }
        else if (Compare(item, _heap[0]) < 0)
        {
            _heap[0] = item;
            SiftDown();
        }
    }

    private void SiftUp(int at)
    {
        while (at > 0 && Compare(_heap[at], _heap[(at - 1) / 2]) > 0)
        {
            int parent = (at - 1) / 2;
            (_heap[at], _heap[parent]) = (_heap[parent], _heap[at]);
            at = parent;
        }
    }

    private void SiftDown()
    {
        int at = 0;
        while (true)
        {
            int worst = at;
            for (int child = (2 * at) + 1; child <= (2 * at) + 2 && child < _count; child++)
            {
                worst = Compare(_heap[child], _heap[worst]) > 0 ? child : worst;
            }

            if (worst == at)
            {
                return;
            }

            (_heap[at], _heap[worst]) = (_heap[worst], _heap[at]);
            at = worst;
        }
    }
}
