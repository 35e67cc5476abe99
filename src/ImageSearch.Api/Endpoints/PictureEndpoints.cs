using System.ComponentModel;
using ImageSearch.Api.Pictures;
using ImageSearch.Api.Problems;
using ImageSearch.Api.Services;
using ImageSearch.Decoding;
using ImageSearch.Indexing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ImageSearch.Api.Endpoints;

/// <summary>Pictures and thumbnails of <c>/v1/items/{id}</c>.</summary>
internal static class PictureEndpoints
{
    private const int DefaultSize = 256;

    // Afterwards a browser asks again, and mostly hears 304: a file that changed is seen within that time.
    private const string Caching = "private, max-age=600, must-revalidate";
    private static readonly int[] Sizes = [64, 128, 256, 512, 1024];
    private static readonly string[] Head = [HttpMethods.Head];

    private static readonly string[] MoreTypes =
        ["image/png", "image/webp", "image/gif", "image/tiff", "image/avif", "image/heic", "image/bmp"];

    /// <summary>Registers what these endpoints need.</summary>
    public static void Add(IServiceCollection services, BackendSettings settings)
    {
        services.AddSingleton(provider => new ThumbnailCache(
            settings.Api.ThumbnailPath,
            settings.Api.ThumbnailBytes,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ThumbnailCache>>()));
        services.AddSingleton<Thumbnails>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        // One page of results asks for hundreds: they are not counted.
        RouteGroupBuilder item = routes.MapGroup("/v1/items/{id:long}").WithTags("Items").RequireReady()
            .DisableRateLimiting();
        item.MapMethods("/picture", Head, GetPictureAsync).ExcludeFromDescription();
        item.MapMethods("/thumbnail", Head, GetThumbnailAsync).ExcludeFromDescription();
        item.MapGet("/picture", GetPictureAsync).WithName("GetPicture")
            .WithSummary("The file of a picture, as it is.")
            .WithDescription("Its type follows from its bytes. Ranges and conditional requests are answered.")
            .Produces<Stream>(StatusCodes.Status200OK, "image/jpeg", MoreTypes)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status416RangeNotSatisfiable)
            .AddEndpointFilter(async (call, next) =>
                await next(call) is IResult result ? new RangedResult(result) : null);
        item.MapGet("/thumbnail", GetThumbnailAsync).WithName("GetThumbnail")
            .WithSummary("A small picture that every browser shows.")
            .WithDescription("Upright, in sRGB, fits into size × size pixels, and is never enlarged. WebP where "
                + "`Accept` names `image/webp`, else JPEG.")
            .Produces<Stream>(StatusCodes.Status200OK, "image/webp", "image/jpeg")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetPictureAsync(
        [Description("Id of the picture.")] long id,
        Library library,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (FindProblem(library, id, out LibraryItem? item) is { } refusal)
        {
            return refusal;
        }

        FileStream? stream = null;
        try
        {
            (PictureFile file, stream) = PictureFile.Open(item!);
            string type = await ReadTypeAsync(stream, cancellationToken);
            context.Response.Headers.CacheControl = Caching;
            context.Response.Headers.ContentDisposition = InlineDisposition.Create(file.Name);

            // No browser may take the bytes for anything but that type.
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return TypedResults.Stream(
                stream, type, lastModified: file.ModifiedAt, entityTag: Tag(file.Identity),
                enableRangeProcessing: true);
        }
        catch (PictureException e)
        {
            stream?.Dispose();
            return Refusal.NotFound(e.Message);
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetThumbnailAsync(
        [Description("Id of the picture.")] long id,
        Library library,
        Thumbnails thumbnails,
        HttpContext context,
        CancellationToken cancellationToken,
        [Description("Side of the square that it fits into: 64, 128, 256 (the default), 512 or 1024.")]
        string? size = null)
    {
        context.Response.Headers.Vary = HeaderNames.Accept;
        int side = size is null ? DefaultSize : Array.Find(Sizes, s => size == $"{s}");
        if (side == 0)
        {
            return Refusal.Invalid("size", $"size must be one of {string.Join(", ", Sizes)}.");
        }

        if (FindProblem(library, id, out LibraryItem? item) is { } refusal)
        {
            return refusal;
        }

        bool isWebp = TakesWebp(context.Request);
        try
        {
            Thumbnail thumbnail = await thumbnails.GetAsync(
                item!, side, isWebp ? PictureFormat.Webp : PictureFormat.Jpeg, cancellationToken);
            context.Response.Headers.CacheControl = Caching;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return TypedResults.Bytes(
                thumbnail.Bytes, isWebp ? "image/webp" : "image/jpeg",
                entityTag: Tag(Convert.ToHexStringLower(thumbnail.Hash)));
        }
        catch (PictureException e)
        {
            return Refusal.NotFound(e.Message);
        }
    }

    // Only what the library has indexed is ever opened: a client names a number, and never a path.
    private static ProblemHttpResult? FindProblem(Library library, long id, out LibraryItem? item)
    {
        item = library.GetItem(id);
        return item switch
        {
            null => Refusal.NotFound(ItemEndpoints.Unknown),
            { State: ItemState.Skipped } => Refusal.NotFound(
                $"This picture was skipped when it was indexed: {ItemView.SkipReason(item)}"),
            _ => null,
        };
    }

    private static async Task<string> ReadTypeAsync(FileStream stream, CancellationToken cancellationToken)
    {
        byte[] prefix = new byte[PictureMediaType.PrefixLength];
        int length;
        try
        {
            length = await stream.ReadAtLeastAsync(
                prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (IOException e)
        {
            throw PictureFile.Unreadable(e);
        }

        stream.Position = 0;
        return PictureMediaType.Find(prefix.AsSpan(0, length)) ?? throw new PictureException(
            "The file is no picture any more: its content was replaced. Index again to update the library.");
    }

    private static bool TakesWebp(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType == "image/webp" && type.Quality != 0);

    private static EntityTagHeaderValue Tag(string text) => new($"\"{text}\"");
}
