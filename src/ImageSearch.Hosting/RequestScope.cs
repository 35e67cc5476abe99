namespace ImageSearch.Hosting;

/// <summary>Marks what is logged during a request.</summary>
/// <param name="RequestId">Names the request.</param>
internal sealed record RequestScope(string RequestId);
