using ImageSearch.Hosting.Configuration;
using ImageSearch.Web;

try
{
    SettingsValues settings = FrontendSettings.Reader.Read();
    LogLevel level = settings.Get<LogSettings>().Level ?? LogLevel.Information;
    await using WebApplication app = FrontendHost.Create(settings.Get<WebOptions>(), level);
    await app.RunAsync();
    return 0;
}
catch (SettingsException e)
{
    using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddJsonConsole());
    StartLog.Refused(loggers.CreateLogger("ImageSearch.Web"), e.Message);
    return 2;
}
