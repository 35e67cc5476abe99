using System.Diagnostics;
using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>A query that waits to be encoded and ranked with others.</summary>
/// <param name="query">The query.</param>
/// <param name="subject">Its picture, encoded already.</param>
/// <param name="caller">The caller's span; default when there is none.</param>
/// <param name="cancellationToken">The caller no longer waits.</param>
internal sealed class PendingQuery(
    RankedQuery query, QuerySubject subject, ActivityContext caller, CancellationToken cancellationToken)
{
    // Continuations run elsewhere: the batch goes on with the next queries at once.
    private readonly TaskCompletionSource<RankedAnswer> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RankedQuery Query => query;

    public QuerySubject Subject => subject;

    public ActivityContext Caller => caller;

    public CancellationToken CancellationToken => cancellationToken;

    public Task<RankedAnswer> Answer => _answer.Task;

    public void Complete(RankedAnswer answer) => _answer.TrySetResult(answer);

    public void Fail(Exception error)
    {
        if (error is OperationCanceledException cancelled)
        {
            _answer.TrySetCanceled(cancelled.CancellationToken);
        }
        else
        {
            _answer.TrySetException(error);
        }
    }
}

/// <summary>What a batch found for one query.</summary>
/// <param name="Encoded">The query in the model's space.</param>
/// <param name="Rows">Best first.</param>
/// <param name="Encode">This query's share of the time for encoding.</param>
/// <param name="Scan">This query's share of the time for ranking.</param>
internal sealed record RankedAnswer(
    EncodedQuery Encoded, IReadOnlyList<ScoredId> Rows, TimeSpan Encode, TimeSpan Scan);
