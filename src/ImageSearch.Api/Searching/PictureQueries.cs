using ImageSearch.Api.Problems;
using ImageSearch.Client;
using ImageSearch.Decoding;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageSearch.Api.Searching;

/// <summary>Answers queries with a picture that a client sends.</summary>
internal sealed class PictureQueries(
    ApiOptions options, ImageDecoder decoder, RequestCheck check, QueryAnswerer answerer) : IDisposable
{
    /// <summary>Most pictures that are searched with at once: each is in memory until its answer.</summary>
    public const int MostAtOnce = 32;

    private readonly SemaphoreSlim _free = new(MostAtOnce);

    /// <summary>Reads the picture and searches with it.</summary>
    /// <param name="http">The HTTP request.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>One answer a model; or the refusal.</returns>
    public async Task<(IReadOnlyList<ModelResult>? Results, ProblemHttpResult? Refusal)> AnswerAsync(
        HttpRequest http, CancellationToken cancellationToken)
    {
        // None waits: those that are let in may be sent as slowly as their senders like.
        if (!await _free.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return (null, Refusal.NotReady(
                "Too many pictures are being searched with at this moment. Try again in a few seconds."));
        }

        try
        {
            return await ReadAndAnswerAsync(http, cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private async Task<(IReadOnlyList<ModelResult>? Results, ProblemHttpResult? Refusal)> ReadAndAnswerAsync(
        HttpRequest http, CancellationToken cancellationToken)
    {
        long maximumBytes = Math.Min(options.UploadBytes, decoder.Limits.MaxBytes);
        (PictureUpload? upload, ProblemHttpResult? refusal) =
            await PictureUpload.ReadAsync(http, maximumBytes, cancellationToken);
        if (upload is null)
        {
            return (null, refusal);
        }

        Dictionary<string, string[]> errors =
            check.Check(upload.Request, hasPicture: true, out IReadOnlyList<string> models);
        if (errors.Count > 0)
        {
            return (null, Refusal.Invalid(errors));
        }

        try
        {
            // Here also where no model would look at it: what is no picture is refused in any case.
            decoder.ReadHeader(upload.Picture, "picture");
            return (await answerer.AnswerAsync(
                SearchQueries.From(upload.Request, upload.Picture), models, cancellationToken), null);
        }
        catch (ImageDecodeException e)
        {
            return (null, Refusal.Invalid("picture", $"The picture cannot be searched with: {e.Reason}"));
        }
    }
}
