using ImageSearch.Hosting;
using ImageSearch.Hosting.Configuration;
using ImageSearch.Web;

try
{
    SettingsValues settings = FrontendSettings.Reader.Read();
    WebOptions web = settings.Get<WebOptions>();
    switch (args)
    {
        case []:
            LogLevel level = settings.Get<LogSettings>().Level ?? LogLevel.Information;
            await using (ServiceGroup services = new(TimeProvider.System))
            {
                await services.StartAsync(
                    "frontend", web.Url, "IMAGESEARCH__WEB__URL", () => FrontendHost.Create(web, level), default);
                await services.WaitAsync();
                await services.StopAsync();
            }

            return 0;
        case ["health"]:
            string? problem = await HealthProbe.FindProblemAsync(web.Url);
            return problem is null ? 0 : StartLog.Refuse(problem, exitCode: 1);
        default:
            return StartLog.Refuse("Only the argument 'health' is known; settings are environment variables.", 2);
    }
}
catch (SettingsException e)
{
    return StartLog.Refuse(e.Message, exitCode: 2);
}
catch (ServiceException e)
{
    return StartLog.Refuse(e.Message, exitCode: 3);
}
