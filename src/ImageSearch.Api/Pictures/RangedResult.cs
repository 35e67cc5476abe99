namespace ImageSearch.Api.Pictures;

/// <summary>Sends a file, and lets a range outside it have the body of every other refusal: the framework's result says
/// that there is none.</summary>
internal sealed class RangedResult(IResult file) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await file.ExecuteAsync(httpContext);
        if (httpContext.Response is { StatusCode: StatusCodes.Status416RangeNotSatisfiable, HasStarted: false } refusal)
        {
            refusal.ContentLength = null;
            refusal.ContentType = null;
            refusal.Headers.ContentDisposition = default;
        }
    }
}
