using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ImageSearch.Hosting;

/// <summary>Sets logging up.</summary>
internal static class LoggingSetup
{
    // These log addresses with query strings, headers and addresses of callers at Information and Debug. RequestLog
    // says in one line what is worth knowing.
    private static readonly string[] Talkative = ["Microsoft.AspNetCore", "System.Net.Http", "Yarp"];

    /// <summary>Replaces all loggers by JSON lines on stdout.</summary>
    /// <param name="logging">The service's logging.</param>
    /// <param name="level">The least severe level that is written.</param>
    public static void AddJsonLines(this ILoggingBuilder logging, LogLevel level)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(level);
        foreach (string category in Talkative)
        {
            logging.AddFilter(category, level > LogLevel.Warning ? level : LogLevel.Warning);
        }

        logging.AddConsole(console => console.FormatterName = JsonLineFormatter.FormatterName);
        logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
    }
}
