using ImageSearch.Indexing;

namespace ImageSearch.Api.Serving;

/// <summary>The library that all requests share, once it is open. Safe for concurrent use; one caller opens.</summary>
internal sealed class ServedLibrary(BackendSettings settings) : IDisposable
{
    private volatile Library? _library;
    private volatile string? _notReady = "The library is being opened.";

    /// <summary>Why there are no answers yet, in a sentence for clients; null once there are.</summary>
    public string? NotReady => _notReady;

    /// <summary>The open library.</summary>
    /// <exception cref="NotReadyException">It is not open yet.</exception>
    public Library Library => _library ?? throw new NotReadyException(_notReady ?? "The library was closed.");

    /// <summary>Opens the library; makes it when it is missing.</summary>
    /// <exception cref="LibraryException">It cannot be opened.</exception>
    public void Open()
    {
        _library ??= Library.Open(settings.Library.Path, settings.Library);
        _notReady = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _library?.Dispose();
}
