namespace ImageSearch.Web;

/// <summary>Says why the frontend did not start.</summary>
internal static partial class StartLog
{
    /// <summary>The settings are wrong, or the address cannot be listened on.</summary>
    [LoggerMessage(LogLevel.Critical, "The frontend did not start: {Reason}")]
    public static partial void Refused(ILogger logger, string reason);
}
