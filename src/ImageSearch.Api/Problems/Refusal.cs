using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ImageSearch.Api.Problems;

/// <summary>Answers of endpoints that refuse a request. Every detail says what happened and what to do, without paths
/// and exception texts.</summary>
internal static class Refusal
{
    /// <summary>404: nothing has this id, or its file is gone.</summary>
    public static ProblemHttpResult NotFound(string detail) => Create(StatusCodes.Status404NotFound, detail);

    /// <summary>400: the request cannot be read.</summary>
    public static ProblemHttpResult Malformed(string detail) => Create(StatusCodes.Status400BadRequest, detail);

    /// <summary>413: more bytes or pixels than allowed.</summary>
    public static ProblemHttpResult TooLarge(string detail) => Create(StatusCodes.Status413PayloadTooLarge, detail);

    /// <summary>415: neither the bytes nor their declared type are something that is read.</summary>
    public static ProblemHttpResult UnsupportedMedia(string detail) =>
        Create(StatusCodes.Status415UnsupportedMediaType, detail);

    /// <summary>503: searches are not answered yet.</summary>
    public static ProblemHttpResult NotReady(string detail) =>
        Create(StatusCodes.Status503ServiceUnavailable, detail);

    /// <summary>422: the request can be read, but fields are wrong.</summary>
    /// <param name="errors">What is wrong, by the fields' names in the JSON.</param>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        TypedResults.Problem(new HttpValidationProblemDetails(errors)
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Title = "A field of the request is wrong.",
            Detail = string.Join(' ', errors.SelectMany(field => field.Value)),
        });

    /// <summary>422 for one field.</summary>
    /// <param name="field">Its name in the JSON.</param>
    /// <param name="error">What is wrong, a sentence.</param>
    public static ProblemHttpResult Invalid(string field, string error) =>
        Invalid(new Dictionary<string, string[]> { [field] = [error] });

    private static ProblemHttpResult Create(int status, string detail) =>
        TypedResults.Problem(new ProblemDetails { Status = status, Detail = detail });
}
