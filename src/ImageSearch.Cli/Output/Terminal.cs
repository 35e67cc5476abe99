using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace ImageSearch.Cli.Output;

/// <summary>The two streams of the tool: results go to stdout, everything else to stderr.</summary>
internal sealed class Terminal
{
    // Wide enough that a table in a file or a pipe is never folded.
    private const int UnboundedWidth = 4_000;

    private readonly Lazy<IAnsiConsole> _outConsole;
    private readonly Lazy<IAnsiConsole> _errorConsole;

    /// <summary>Opens both streams in UTF-8.</summary>
    public Terminal()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Out = Console.Out;
        ErrorWriter = Console.Error;
        _outConsole = new(() => Open(Out, Console.IsOutputRedirected));
        _errorConsole = new(() => Open(ErrorWriter, Console.IsErrorRedirected));
    }

    /// <summary>Standard output, flushed after each write: write whole lines.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error.</summary>
    public TextWriter ErrorWriter { get; }

    /// <summary>Standard output for tables.</summary>
    public IAnsiConsole OutConsole => _outConsole.Value;

    /// <summary>Standard error for progress bars.</summary>
    public IAnsiConsole ErrorConsole => _errorConsole.Value;

    /// <summary>True when a person watches standard error, so that a progress bar may be redrawn in place.</summary>
    public static bool IsWatched => !Console.IsErrorRedirected
        && !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);

    /// <summary>Prints a line for people on stderr; control characters are neutralised.</summary>
    public void Note(string text) => ErrorWriter.WriteLine(SafeText.NeutraliseLines(text));

    /// <summary>Prints one JSON document and a line end on stdout.</summary>
    public void WriteJson<T>(T document, JsonTypeInfo<T> type)
    {
        Out.Write(JsonSerializer.Serialize(document, type) + '\n');
    }

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Yes,
        });
        if (redirected)
        {
            console.Profile.Width = UnboundedWidth;
        }

        return console;
    }
}
