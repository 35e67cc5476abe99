namespace ImageSearch.Api.Services;

/// <summary>Whether the backend answers searches yet. Safe for concurrent use.</summary>
internal sealed class Readiness
{
    private volatile string? _problem = "The models are being loaded. Try again in a moment.";
    private volatile string _status = "ready";

    /// <summary>Why it does not answer yet, and what to do; null when it is ready.</summary>
    public string? Problem => _problem;

    /// <summary>What there is to say once it is ready.</summary>
    public string Status => _status;

    /// <summary>From now on searches are answered.</summary>
    /// <param name="status">A few words that begin with <c>ready</c>.</param>
    public void SetReady(string status = "ready")
    {
        _status = status;
        _problem = null;
    }

    /// <summary>From now on searches are refused.</summary>
    /// <param name="problem">Why, and what to do, without paths; clients see it.</param>
    public void SetNotReady(string problem) => _problem = problem;
}
