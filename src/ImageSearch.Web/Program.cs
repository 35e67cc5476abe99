using ImageSearch.Hosting.Configuration;
using ImageSearch.Web;

using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddJsonConsole());
ILogger log = loggers.CreateLogger("ImageSearch.Web");
try
{
    SettingsValues settings = FrontendSettings.Reader.Read();
    WebOptions options = settings.Get<WebOptions>();
    switch (args)
    {
        case []:
            await using (WebApplication app =
                FrontendHost.Create(options, settings.Get<LogSettings>().Level ?? LogLevel.Information))
            {
                await app.RunAsync();
            }

            return 0;
        case ["health"]:
            return await HealthProbe.AskAsync(options.Url) ? 0 : 1;
        default:
            StartLog.Refused(log, "Only the argument 'health' is known; settings are environment variables.");
            return 2;
    }
}
catch (SettingsException e)
{
    StartLog.Refused(log, e.Message);
    return 2;
}
catch (IOException e)
{
    // Kestrel's message names the address and why it cannot be listened on.
    StartLog.Refused(log, e.Message);
    return 3;
}
