namespace ImageSearch.Api.Pictures;

/// <summary>A picture of the library cannot be shown now. The message is for clients: it names the reason, and no path.
/// </summary>
internal sealed class PictureException(string message, Exception? innerException = null)
    : Exception(message, innerException);
