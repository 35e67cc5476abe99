using ImageSearch.Evaluation;

namespace ImageSearch.Tests.Evaluation;

public sealed class RankAgreementTests
{
    [Fact]
    public void The_same_ranking_agrees_fully_and_the_reversed_one_has_correlation_minus_1()
    {
        Assert.Equal(new Agreement(4, 4, 1, 1), RankAgreement.Compute([7, 3, 9, 1], [7, 3, 9, 1]));
        Assert.Equal(new Agreement(4, 4, 1, -1), RankAgreement.Compute([7, 3, 9, 1], [1, 9, 3, 7]));
    }

    [Fact]
    public void One_exchanged_pair_of_neighbours_costs_a_third_among_four()
    {
        // 6 pairs, of which 5 agree and 1 does not: (5 − 1) / 6.
        Agreement agreement = RankAgreement.Compute([1, 2, 3, 4], [2, 1, 3, 4]);

        Assert.Equal(4.0 / 6, agreement.RankCorrelation!.Value, 12);
    }

    [Fact]
    public void Kendalls_own_kind_of_example_is_counted_by_hand()
    {
        // Places in the second ranking: 1→3, 2→1, 3→2, 4→5, 5→4. Discordant: (1,2), (1,3), (4,5); τ = (7 − 3) / 10.
        Assert.Equal(0.4, RankAgreement.Compute([1, 2, 3, 4, 5], [2, 3, 1, 5, 4]).RankCorrelation!.Value, 12);
    }

    [Fact]
    public void Only_the_shared_pictures_are_correlated_and_only_as_many_places_as_the_shorter_ranking_has()
    {
        // Of the first three: 5 and 6 are shared, in the other order. 8 is beyond the third place of the longer one.
        Agreement agreement = RankAgreement.Compute([5, 8, 6], [6, 5, 1, 8]);

        Assert.Equal((3, 2), (agreement.Count, agreement.Shared));
        Assert.Equal(2.0 / 3, agreement.Overlap, 12);
        Assert.Equal(-1, agreement.RankCorrelation);
    }

    [Fact]
    public void With_fewer_than_two_shared_pictures_there_is_no_correlation()
    {
        Assert.Equal(new Agreement(2, 1, 0.5, null), RankAgreement.Compute([1, 2], [2, 3]));
        Assert.Equal(new Agreement(2, 0, 0, null), RankAgreement.Compute([1, 2], [3, 4]));
        Assert.Equal(new Agreement(0, 0, 0, null), RankAgreement.Compute([], [3, 4]));
    }

    [Fact]
    public void An_id_that_comes_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => RankAgreement.Compute([1, 1], [1, 2]));

    [Fact]
    public void Both_directions_agree_alike_for_random_rankings()
    {
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            long[] first = Ranking(random);
            long[] second = Ranking(random);

            Agreement forth = RankAgreement.Compute(first, second);

            Assert.Equal(forth, RankAgreement.Compute(second, first));
            Assert.True(forth.RankCorrelation is null or (>= -1 and <= 1));
            Assert.InRange(forth.Overlap, 0, 1);
        }
    }

    private static long[] Ranking(Random random)
    {
        long[] ids = [.. Enumerable.Range(0, 30).Select(i => (long)i)];
        random.Shuffle(ids);
        return ids[..random.Next(0, 30)];
    }
}
