using System.CommandLine;
using ImageSearch.Cli.Configuration;
using ImageSearch.Cli.Output;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Cli;

/// <summary>What every command works with.</summary>
internal sealed class Tool(Terminal terminal, TimeProvider time) : IDisposable
{
    private readonly Lazy<Settings> _settings = new(Settings.Load);
    private ILoggerFactory? _loggers;
    private Outcome _outcome;

    /// <summary>The two output streams.</summary>
    public Terminal Terminal { get; } = terminal;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The options.</summary>
    public Settings Settings => _settings.Value;

    /// <summary>Loggers that write to stderr.</summary>
    public ILoggerFactory Loggers => _loggers ??= LoggerFactory.Create(logging => logging
        .SetMinimumLevel(Settings.Log.Level ?? LogLevel.Warning)
        .AddSimpleConsole(console => console.SingleLine = true)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));

    /// <summary>The shipped models and those of the user.</summary>
    public ModelCatalog Catalog => new(Settings.Models);

    /// <summary>The exit code of the command that ran.</summary>
    public ExitCode ExitCode => _outcome switch
    {
        Outcome.Done => ExitCode.Done,
        Outcome.SomeSkipped or Outcome.NothingFound => ExitCode.Incomplete,
        _ => throw new InvalidOperationException($"No exit code for {_outcome}."),
    };

    /// <summary>Gives a command its action, which runs after the configuration was checked.</summary>
    public void Run(Command command, Func<ParseResult, CancellationToken, Task<Outcome>> action) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            _ = Settings;
            _outcome = await action(parsed, cancellationToken);
            return 0;
        });

    /// <summary>The library's folder.</summary>
    /// <param name="fromCommandLine">The value of <c>--library</c>, which wins over the configuration.</param>
    public string LibraryFolder(string? fromCommandLine) => Path.GetFullPath(fromCommandLine ?? Settings.Library.Path);

    /// <summary>Opens a library that must be there.</summary>
    /// <exception cref="LibraryException">There is none, or it cannot be opened.</exception>
    public Library OpenLibrary(string? fromCommandLine)
    {
        string folder = LibraryFolder(fromCommandLine);
        return File.Exists(Path.Combine(folder, "library.db"))
            ? Library.Open(folder, Settings.Library)
            : throw new LibraryException(
                folder, $"There is no library in '{folder}'. Create it: imagesearch index DIR --library '{folder}'");
    }

    /// <summary>Opens models; no tower of theirs is read before it is needed.</summary>
    public EmbedderSet Open(IReadOnlyList<ModelEntry> models)
    {
        ModelCatalog catalog = Catalog;
        return new EmbedderSet([.. models.Select(model => catalog.Open(model.Name, Settings.Onnx, Loggers))]);
    }

    /// <inheritdoc/>
    public void Dispose() => _loggers?.Dispose();
}
