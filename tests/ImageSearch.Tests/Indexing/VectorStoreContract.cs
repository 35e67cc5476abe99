using ImageSearch.Indexing;

namespace ImageSearch.Tests.Indexing;

/// <summary>What every vector store does. Vectors of few, exact values make every order of addition give the same
/// sum.</summary>
public abstract class VectorStoreContract
{
    private const int Dimension = 20;

    [Fact]
    public void The_nearest_come_first_with_their_cosine()
    {
        using Opened opened = Create((5, Axis(0)), (6, Axis(1)), (7, Axis(0, -1)), (8, Axis(0, 0.6f, 1, 0.8f)));
        Assert.Equal((Dimension, 4), (opened.Store.Dimension, opened.Store.Count));
        Assert.Equal(
            [new ScoredId(5, 1), new ScoredId(8, 0.6f), new ScoredId(6, 0), new ScoredId(7, -1)],
            opened.Store.Search(Axis(0), 10));
    }

    [Fact]
    public void Equal_scores_are_ordered_by_id_and_cut_there()
    {
        using Opened opened = Create([.. Enumerable.Range(1, 200).Select(i => ((long)(i * 3), Axis(i % 2)))]);
        Assert.Equal(
            Enumerable.Range(1, 50).Select(i => new ScoredId(i * 6, 1)), opened.Store.Search(Axis(0), 50));
    }

    [Fact]
    public void A_filter_leaves_out_ids_before_they_are_counted()
    {
        using Opened opened = Create([.. Enumerable.Range(1, 100).Select(i => ((long)i, Axis(0)))]);
        Assert.Equal([70, 71, 72], opened.Store.Search(Axis(0), 3, id => id >= 70).Select(s => s.Id));
        Assert.Empty(opened.Store.Search(Axis(0), 3, _ => false));
    }

    [Fact]
    public void An_empty_store_finds_nothing()
    {
        using Opened opened = Create();
        Assert.Equal(0, opened.Store.Count);
        Assert.Empty(opened.Store.Search(Axis(0), 1));
    }

    [Fact]
    public void A_query_of_another_length_and_a_count_of_nothing_are_refused()
    {
        using Opened opened = Create((1, Axis(0)));
        Assert.Throws<ArgumentException>(() => opened.Store.Search(new float[Dimension + 1], 1));
        Assert.Throws<ArgumentException>(() => opened.Store.Search(new float[2 * Dimension], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => opened.Store.Search(Axis(0), 0));
    }

    [Fact]
    public void Random_vectors_are_ranked_as_a_plain_loop_ranks_them()
    {
        Random random = new(20);
        (long, float[])[] rows = [.. Enumerable.Range(0, 3000).Select(i => ((long)i + 1, Unit(random)))];
        using Opened opened = Create(rows);
        PlainLoopStore plain = new(Dimension, rows);
        for (int q = 0; q < 20; q++)
        {
            float[] query = Unit(random);
            IReadOnlyList<ScoredId> expected = plain.Search(query, 25, id => id % 3 != 0);
            IReadOnlyList<ScoredId> found = opened.Store.Search(query, 25, id => id % 3 != 0);
            Assert.Equal(expected.Select(s => s.Id), found.Select(s => s.Id));

            // Twenty products of float32, each off by 2⁻²⁴ of at most 1.
            Assert.All(expected.Zip(found), p => Assert.Equal(p.First.Score, p.Second.Score, 20f / (1 << 24)));
        }
    }

    /// <summary>Makes a store of these rows, whose ids ascend.</summary>
    private protected abstract Opened Create(params (long Id, float[] Vector)[] rows);

    private static float[] Axis(int axis, float value = 1, int second = 1, float secondValue = 0)
    {
        float[] vector = new float[Dimension];
        vector[second] = secondValue;
        vector[axis] = value;
        return vector;
    }

    private static float[] Unit(Random random)
    {
        float[] vector = [.. Enumerable.Range(0, Dimension).Select(_ => (random.NextSingle() * 2) - 1)];
        float length = MathF.Sqrt(vector.Sum(v => v * v));
        return [.. vector.Select(v => v / length)];
    }

    /// <summary>A store, and what must be disposed after it.</summary>
    private protected sealed record Opened(IVectorStore Store, params IDisposable[] Parts) : IDisposable
    {
        public void Dispose()
        {
            foreach (IDisposable part in Parts)
            {
                part.Dispose();
            }
        }
    }
}

public sealed class PlainLoopStoreTests : VectorStoreContract
{
    private protected override Opened Create(params (long Id, float[] Vector)[] rows) =>
        new(new PlainLoopStore(20, rows));
}

public sealed class FlatStoreContractTests : VectorStoreContract
{
    private protected override Opened Create(params (long Id, float[] Vector)[] rows)
    {
        LibraryFixture fixture = new();
        FillLibrary(fixture.Library, rows);
        FlatStore store = FlatStore.Open(fixture.Library, "abc");
        return new Opened(store, store, fixture);
    }

    private static void FillLibrary(Library library, (long Id, float[] Vector)[] rows) => library.Use(connection =>
    {
        using Microsoft.Data.Sqlite.SqliteTransaction transaction = connection.BeginTransaction();
        connection.Execute("INSERT INTO roots(id, path) VALUES (1, '/')");
        connection.Execute(
            "INSERT INTO models(id, name, hash, dimension, state, generation) VALUES (1, 'm', 'abc', 20, 1, 7)");
        foreach ((long id, float[] vector) in rows)
        {
            byte[] hash = BitConverter.GetBytes(id);
            connection.Execute(
                """
                INSERT INTO items(id, path, root, added_run, size, modified_at, content_hash, width, height, state)
                VALUES ($1, $2, 1, 1, 1, 1, $3, 1, 1, 0)
                """, id, $"/{id}", hash);
            connection.Execute("INSERT INTO vectors VALUES (1, $1, $2)", hash, ModelQueries.ToBlob(vector));
        }

        transaction.Commit();
        return true;
    });
}
