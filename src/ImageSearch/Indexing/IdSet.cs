namespace ImageSearch.Indexing;

/// <summary>A set of ids of a library, one bit for each id that was ever given: 125 KB for a million
/// pictures.</summary>
internal sealed class IdSet
{
    private ulong[] _bits = new ulong[64];

    public void Add(long id)
    {
        int word = checked((int)(id >> 6));
        if (word >= _bits.Length)
        {
            Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 2));
        }

        _bits[word] |= 1UL << (int)(id & 63);
    }

    public bool Contains(long id) => (id >> 6) < _bits.Length && (_bits[id >> 6] & (1UL << (int)(id & 63))) != 0;
}
