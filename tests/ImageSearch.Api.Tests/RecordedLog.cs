using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Api.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = [];

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>Lines of everything but Trace.</summary>
    public IEnumerable<LogLine> AboveTrace => Lines.Where(line => line.Level > LogLevel.Trace);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(category, logLevel, formatter(state, exception), exception));
    }
}

/// <summary>One entry of a log.</summary>
internal sealed record LogLine(string Category, LogLevel Level, string Message, Exception? Exception)
{
    /// <summary>All that is written of it.</summary>
    public string Text => $"{Message} {Exception}";
}
