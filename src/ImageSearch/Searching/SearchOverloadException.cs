namespace ImageSearch.Searching;

/// <summary>So many queries wait for an answer already that another one is refused. Ask again a moment later.</summary>
public sealed class SearchOverloadException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="waiting">Queries that wait.</param>
    public SearchOverloadException(int waiting)
        : base(FormattableString.Invariant(
            $"{waiting:N0} queries wait for an answer already. Ask again a moment later, or ask less often.")) =>
        Waiting = waiting;

    /// <summary>Queries that wait.</summary>
    public int Waiting { get; }
}
