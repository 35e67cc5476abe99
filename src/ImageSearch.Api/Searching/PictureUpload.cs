using ImageSearch.Api.Problems;
using ImageSearch.Client;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ImageSearch.Api.Searching;

/// <summary>A picture that a client sent to search with, and the rest of its query.</summary>
/// <param name="Picture">The file's bytes. They are never written to disk.</param>
/// <param name="Request">The rest of the query.</param>
internal sealed record PictureUpload(byte[] Picture, SearchRequest Request)
{
    private const int MaximumBoundary = 128;
    private const int MaximumParts = 8;

    // What may be sent around the picture: the other part, and the headers of all.
    private const long Surroundings = 64 << 10;

    /// <summary>Reads a form with the parts <c>picture</c> and <c>request</c>.</summary>
    /// <param name="http">The HTTP request.</param>
    /// <param name="maximumBytes">Most bytes of the picture.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The upload; or the refusal.</returns>
    public static async Task<(PictureUpload? Upload, ProblemHttpResult? Refusal)> ReadAsync(
        HttpRequest http, long maximumBytes, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return (null, Refusal.UnsupportedMedia("Send a form (multipart/form-data) with the picture as its part "
                + "'picture'."));
        }

        if (!TryLimit(http, maximumBytes + Surroundings))
        {
            return (null, TooLarge(maximumBytes));
        }

        string? boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > MaximumBoundary)
        {
            return (null, Malformed());
        }

        try
        {
            return await ReadPartsAsync(
                http, new MultipartReader(boundary, http.Body), maximumBytes, cancellationToken);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, TooLarge(maximumBytes));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return (null, Malformed());
        }
    }

    /// <summary>Bounds what is read; false when the client has announced more.</summary>
    private static bool TryLimit(HttpRequest http, long maximumBytes)
    {
        bool isTooLong = http.ContentLength > maximumBytes;
        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // What is too long is not read here, and the server discards it for a few seconds: a client that is cut off
            // while it sends would not see the refusal.
            limit.MaxRequestBodySize = isTooLong ? null : maximumBytes;
        }

        return !isTooLong;
    }

    private static async Task<(PictureUpload? Upload, ProblemHttpResult? Refusal)> ReadPartsAsync(
        HttpRequest http, MultipartReader reader, long maximumBytes, CancellationToken cancellationToken)
    {
        byte[]? picture = null;
        SearchRequest request = new();
        int parts = 0;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (++parts > MaximumParts)
            {
                return (null, Malformed());
            }

            switch (NameOf(part))
            {
                case "picture":
                    picture = await ReadAsync(part.Body, maximumBytes, cancellationToken);
                    if (picture is null)
                    {
                        return (null, TooLarge(maximumBytes));
                    }

                    break;
                case "request":
                    (SearchRequest? read, ProblemHttpResult? refusal) =
                        await RequestJson.ReadAsync<SearchRequest>(http, part.Body, cancellationToken);
                    if (read is null)
                    {
                        return (null, refusal);
                    }

                    request = read;
                    break;
            }
        }

        return picture is null
            ? (null, Refusal.Invalid("picture", "Send the picture file as the form's part 'picture'."))
            : (new PictureUpload(picture, request), null);
    }

    private static async Task<byte[]?> ReadAsync(Stream part, long limit, CancellationToken cancellationToken)
    {
        using MemoryStream content = new();
        byte[] buffer = new byte[64 << 10];
        for (int read = -1; read != 0;)
        {
            read = await part.ReadAsync(buffer, cancellationToken);
            if (content.Length + read > limit)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static string? NameOf(MultipartSection part) =>
        ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.Name).Value
            : null;

    private static ProblemHttpResult TooLarge(long maximumBytes) => Refusal.TooLarge(
        FormattableString.Invariant($"The picture is too large: at most {maximumBytes:N0} bytes are read. ")
        + "Send a smaller copy; 1,000 pixels on the longer side are plenty.");

    private static ProblemHttpResult Malformed() => Refusal.Malformed(
        "The form cannot be read: it is cut short, or no multipart/form-data. Send it again.");
}
