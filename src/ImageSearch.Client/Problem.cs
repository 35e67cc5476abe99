namespace ImageSearch.Client;

/// <summary>Why the backend refused a request (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Type">Names the kind of problem: the section of RFC 9110 for its status.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened, and what to do.</param>
/// <param name="Errors">For 422: what is wrong with each field; null otherwise.</param>
/// <param name="RequestId">Names the request in the backend's log.</param>
public sealed record Problem(
    string? Type,
    string? Title,
    int? Status,
    string? Detail,
    IReadOnlyDictionary<string, string[]>? Errors,
    string? RequestId);
