using System.CommandLine;
using System.CommandLine.Parsing;
using ImageSearch.Cli.Output;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;
using ImageSearch.Hosting;
using ImageSearch.Hosting.Configuration;
using ImageSearch.Indexing;
using ImageSearch.Searching;
using Microsoft.Extensions.Options;

namespace ImageSearch.Cli;

/// <summary>Failures that people can act on: their exit codes, and how they are told.</summary>
internal static class Failure
{
    /// <summary>The exit code for <paramref name="error"/>; null when it is a defect of the program.</summary>
    public static ExitCode? Classify(Exception error, CancellationToken cancelled) => error switch
    {
        AggregateException { InnerExceptions: [Exception first, ..] } => Classify(first, cancelled),
        OperationCanceledException when cancelled.IsCancellationRequested => ExitCode.Cancelled,
        UsageException or SettingsException or SearchException => ExitCode.WrongUsage,
        OptionsValidationException => ExitCode.WrongUsage,
        ServiceException => ExitCode.Unreachable,
        ModelException or LibraryException or ImageDecodeException or CaptionSetException => ExitCode.Unreachable,
        IOException or UnauthorizedAccessException => ExitCode.Unreachable,
        _ => null,
    };

    /// <summary>Says on stderr what went wrong.</summary>
    public static void Print(Terminal terminal, Exception error, ExitCode code)
    {
        Exception first = error is AggregateException { InnerExceptions: [Exception inner, ..] } ? inner : error;
        terminal.Note(code == ExitCode.Cancelled ? "Cancelled." : $"imagesearch: {first.Message}");
    }

    /// <summary>Says on stderr what is wrong with the command line, and where its help is.</summary>
    public static ExitCode WrongUsage(Terminal terminal, ParseResult parsed)
    {
        foreach (ParseError error in parsed.Errors)
        {
            terminal.Note($"imagesearch: {error.Message}");
        }

        List<string> names = [];
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
        {
            names.Insert(0, at.Parent is null ? "imagesearch" : command.Command.Name);
        }

        terminal.Note($"See: {string.Join(' ', names)} --help");
        return ExitCode.WrongUsage;
    }
}
