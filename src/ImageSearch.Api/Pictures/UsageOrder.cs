namespace ImageSearch.Api.Pictures;

/// <summary>Which things were used last, and how large they are together. Not safe for concurrent use.</summary>
internal sealed class UsageOrder
{
    private readonly Dictionary<string, LinkedListNode<(string Key, long Length)>> _nodes = [];
    private readonly LinkedList<(string Key, long Length)> _order = new();   // the oldest first

    /// <summary>Sum of all lengths.</summary>
    public long Length { get; private set; }

    /// <summary>True when it is there.</summary>
    public bool Contains(string key) => _nodes.ContainsKey(key);

    /// <summary>Adds something as used last.</summary>
    public void Add(string key, long length)
    {
        Remove(key);
        _nodes.Add(key, _order.AddLast((key, length)));
        Length += length;
    }

    /// <summary>Something was used now.</summary>
    public void Use(string key)
    {
        if (_nodes.TryGetValue(key, out LinkedListNode<(string Key, long Length)>? node))
        {
            _order.Remove(node);
            _order.AddLast(node);
        }
    }

    /// <summary>Removes something, if it is there.</summary>
    public void Remove(string key)
    {
        if (_nodes.Remove(key, out LinkedListNode<(string Key, long Length)>? node))
        {
            _order.Remove(node);
            Length -= node.Value.Length;
        }
    }

    /// <summary>Removes what was not used for longest; null when there is nothing.</summary>
    public string? RemoveOldest()
    {
        if (_order.First?.Value.Key is not { } oldest)
        {
            return null;
        }

        Remove(oldest);
        return oldest;
    }
}
