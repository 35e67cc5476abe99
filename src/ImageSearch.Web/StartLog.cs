namespace ImageSearch.Web;

/// <summary>Says why the frontend does not run, as one JSON object on stdout like every other log line.</summary>
internal static partial class StartLog
{
    /// <summary>Writes the reason.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public static int Refuse(string reason, int exitCode)
    {
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddJsonConsole());
        LogRefusal(loggers.CreateLogger("ImageSearch.Web"), reason);
        return exitCode;
    }

    [LoggerMessage(LogLevel.Critical, "The frontend does not run: {Reason}")]
    private static partial void LogRefusal(ILogger logger, string reason);
}
