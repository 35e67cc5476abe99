using System.Numerics;
using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>Cuts pages out of the rankings of one store.</summary>
internal sealed class PageReader(Library library, IVectorStore store)
{
    // The same query embedded alone or among others differs in the last bits of its similarities, by less than this.
    private const float SameScore = 1e-5f;

    /// <summary>Ranks queries, in as few passes over the vectors as their depths and filters allow.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="encoded">What they are to the model; those without a vector find nothing.</param>
    /// <param name="cancellationToken">Checked between passes.</param>
    /// <returns>For each query its best <see cref="RankedQuery.Depth"/> rows, or all when there are fewer.</returns>
    public IReadOnlyList<ScoredId>[] Rank(
        IReadOnlyList<RankedQuery> queries,
        IReadOnlyList<EncodedQuery> encoded,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ScoredId>[] ranked = new IReadOnlyList<ScoredId>[queries.Count];
        Array.Fill(ranked, []);
        // Depths that are nearly the same share a pass: a few rows more cost less than another pass.
        var passes = Enumerable.Range(0, queries.Count).Where(q => encoded[q].Vector is not null)
            .GroupBy(q => (Depth: BitOperations.RoundUpToPowerOf2((uint)queries[q].Depth), queries[q].Query.Filter));
        foreach (var pass in passes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] members = [.. pass];
            int depth = (int)Math.Min(pass.Key.Depth, int.MaxValue);
            IReadOnlyList<IReadOnlyList<ScoredId>> rows =
                Scan([.. members.Select(q => encoded[q].Vector!)], depth, queries[members[0]].Filter);
            for (int m = 0; m < members.Length; m++)
            {
                int wanted = queries[members[m]].Depth;
                ranked[members[m]] = rows[m].Count <= wanted ? rows[m] : [.. rows[m].Take(wanted)];
            }
        }

        return ranked;
    }

    /// <summary>Reads the page that a query asks for.</summary>
    /// <param name="query">The query.</param>
    /// <param name="vector">Its vector, to look further down with.</param>
    /// <param name="ranked">The best <see cref="RankedQuery.Depth"/> rows.</param>
    public Page Read(RankedQuery query, float[]? vector, IReadOnlyList<ScoredId> ranked)
    {
        if (vector is null)
        {
            return new Page([], null);
        }

        int depth = query.Depth;
        while (true)
        {
            List<(SearchHit Hit, float Score)> hits = Resolve(query, ranked);
            bool isComplete = hits.Count > query.Query.Count || ranked.Count < Math.Min(depth, store.Count)
                || depth >= store.Count;
            if (isComplete)
            {
                return Cut(query, hits);
            }

            // Pictures were removed, or came in before the cursor, since the page before: look further down.
            depth = (int)Math.Min(2L * depth, store.Count);
            ranked = Scan([vector], depth, query.Filter)[0];
        }
    }

    private IReadOnlyList<IReadOnlyList<ScoredId>> Scan(float[][] vectors, int depth, Func<long, bool>? filter)
    {
        if (store.Count == 0)
        {
            return [.. vectors.Select(_ => Array.Empty<ScoredId>())];
        }

        int count = Math.Min(depth, store.Count);
        if (store is not FlatStore flat || vectors.Length == 1)
        {
            return [.. vectors.Select(v => store.Search(v, count, filter))];
        }

        float[] joined = new float[vectors.Length * store.Dimension];
        for (int v = 0; v < vectors.Length; v++)
        {
            vectors[v].CopyTo(joined, v * store.Dimension);
        }

        return flat.SearchMany(joined, count, filter);
    }

    private static Page Cut(RankedQuery query, List<(SearchHit Hit, float Score)> hits)
    {
        SearchHit[] shown = [.. hits.Take(query.Query.Count).Select(h => h.Hit)];
        if (shown.Length == hits.Count)
        {
            return new Page(shown, null);
        }

        (SearchHit last, float score) = hits[shown.Length - 1];
        return new Page(shown, new SearchCursor(query.Ranking, last.Rank, score, last.Id).Encode());
    }

    /// <summary>The hits after the cursor that are in the library now; the vectors may be a moment older.</summary>
    private List<(SearchHit Hit, float Score)> Resolve(RankedQuery query, IReadOnlyList<ScoredId> ranked)
    {
        ScoredId[] rows = [.. ranked.Skip(query.After is SearchCursor after ? IndexAfter(ranked, after) : 0)];
        Dictionary<long, LibraryItem> items = library.GetItems([.. rows.Select(r => r.Id)])
            .Where(i => i.State == ItemState.Indexed).ToDictionary(i => i.Id);
        int rank = query.After?.Seen ?? 0;
        List<(SearchHit Hit, float Score)> hits = [];
        foreach (ScoredId row in rows)
        {
            if (row.Id != query.Query.SimilarTo && items.TryGetValue(row.Id, out LibraryItem? item))
            {
                rank++;
                // Rounding can put the product of two unit vectors a little outside; the order is that of the scores.
                float similarity = Math.Clamp(row.Score, -1f, 1f);
                hits.Add((new SearchHit(rank, item, similarity), row.Score));
            }
        }

        return hits;
    }

    private static int IndexAfter(IReadOnlyList<ScoredId> ranked, SearchCursor after)
    {
        int following = ranked.Count;
        for (int i = ranked.Count - 1; i >= 0; i--)
        {
            if (ranked[i].Id == after.Id && MathF.Abs(ranked[i].Score - after.Score) < SameScore)
            {
                return i + 1;
            }

            following = after.IsBefore(ranked[i]) ? i : following;
        }

        return following;
    }
}
