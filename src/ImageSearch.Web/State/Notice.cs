using System.Globalization;
using System.Net;
using ImageSearch.Client;

namespace ImageSearch.Web.State;

/// <summary>What went wrong, and what to do, in words for the page.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What to do.</param>
/// <param name="Command">A command that helps; null without.</param>
/// <param name="RetryAfter">When the page tries again by itself; null when a person has to.</param>
public sealed record Notice(string Title, string Text, string? Command = null, TimeSpan? RetryAfter = null)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    /// <summary>False when the same question can only get the same answer.</summary>
    public bool CanRetry { get; init; } = true;

    /// <summary>The library has no pictures.</summary>
    public static Notice EmptyLibrary { get; } = new(
        "The library is empty",
        "Index a folder of pictures, then try again. No model has seen a picture yet.",
        "imagesearch index FOLDER");

    /// <summary>No model answers.</summary>
    public static Notice NoModels { get; } = new(
        "No model is installed",
        "Install one in the backend, then index the library with it. The list shows what there is.",
        "imagesearch models list");

    /// <summary>A picture was chosen, but the page was loaded again since.</summary>
    public static Notice PictureGone { get; } = new(
        "The picture must be chosen again",
        "A picture that is searched with stays in this page only, and the page was loaded anew. "
        + "Drop it here, paste it, or choose its file.") { CanRetry = false };

    /// <summary>Says why the backend did not answer.</summary>
    /// <param name="e">What the client met.</param>
    public static Notice From(ImageSearchException e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Status switch
        {
            null => new("The backend is not reached", e.Message, RetryAfter: Soon),
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout =>
                new("The backend is not reached", e.Message, RetryAfter: Soon),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(
                "The backend asks for an API key",
                "Give the frontend a key that the backend knows, and start it again: IMAGESEARCH__WEB__APIKEY, "
                + "or IMAGESEARCH__WEB__APIKEYFILE for a file that holds it."),
            HttpStatusCode.TooManyRequests => TooMany(e.RetryAfter ?? TimeSpan.FromSeconds(10)),
            HttpStatusCode.ServiceUnavailable => new(
                "The backend is not ready yet", $"{e.Message} This page tries again by itself.",
                RetryAfter: e.RetryAfter is { } wait && wait > Soon ? wait : Soon),
            HttpStatusCode.RequestEntityTooLarge => new("The picture is too large", e.Message) { CanRetry = false },
            HttpStatusCode.NotFound => new("It is not there any more", e.Message),
            HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest =>
                new("The backend does not accept this search", FieldErrors(e)) { CanRetry = false },
            _ => new("The backend failed", e.Problem?.RequestId is { } id
                ? $"{e.Message} Its log says more under the request id {id}."
                : e.Message),
        };
    }

    private static Notice TooMany(TimeSpan wait) => new(
        "Too many searches in a short time",
        string.Create(CultureInfo.InvariantCulture,
            $"The backend asks to wait {Math.Ceiling(wait.TotalSeconds):0} seconds. "
            + $"This page then tries again by itself."),
        RetryAfter: wait);

    private static string FieldErrors(ImageSearchException e) =>
        e.Problem?.Errors is { Count: > 0 } errors
            ? string.Join(" ", errors.SelectMany(field => field.Value.Select(text => $"{field.Key}: {text}")))
            : e.Message;
}
