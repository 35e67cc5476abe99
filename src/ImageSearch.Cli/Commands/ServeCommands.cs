using System.CommandLine;
using ImageSearch.Cli.Services;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch serve</c>, <c>api</c> and <c>web</c>: the backend and the frontend.</summary>
internal static class ServeCommands
{
    /// <summary>The variable that says where the backend listens.</summary>
    public const string BackendSetting = "IMAGESEARCH__API__URL";

    /// <summary>The variable that says where the frontend listens.</summary>
    public const string FrontendSetting = "IMAGESEARCH__WEB__URL";

    /// <summary>Builds <c>serve</c>.</summary>
    public static Command CreateServe(Tool tool)
    {
        Option<string?> library = SharedOptions.Library();
        Command command = new("serve", "Run backend and frontend, until Ctrl+C.") { library };
        Run(tool, command, async (services, parsed, cancellationToken) =>
        {
            services.ShareKey();
            await services.StartBackendAsync(
                tool.LibraryFolder(parsed.GetValue(library)), tool.Settings.Api.Url, BackendSetting, cancellationToken);
            await services.StartFrontendAsync(tool.Settings.Web.Url, FrontendSetting, cancellationToken);
        });
        return command;
    }

    /// <summary>Builds <c>api</c>.</summary>
    public static Command CreateApi(Tool tool)
    {
        Option<string?> library = SharedOptions.Library();
        Option<string?> url = Url(BackendSetting);
        Command command = new("api", "Run the backend alone, until Ctrl+C.") { library, url };
        Run(tool, command, (services, parsed, cancellationToken) => services.StartBackendAsync(
            tool.LibraryFolder(parsed.GetValue(library)), parsed.GetValue(url) ?? tool.Settings.Api.Url,
            parsed.GetValue(url) is null ? BackendSetting : "--url", cancellationToken));
        return command;
    }

    /// <summary>Builds <c>web</c>.</summary>
    public static Command CreateWeb(Tool tool)
    {
        Option<string?> url = Url(FrontendSetting);
        Option<string?> backend = new("--backend")
        {
            HelpName = "URL",
            Description = "Address of the backend. Default: IMAGESEARCH__WEB__BACKENDURL.",
        };
        Command command = new("web", "Run the frontend alone, until Ctrl+C.") { url, backend };
        Run(tool, command, (services, parsed, cancellationToken) =>
        {
            tool.Settings.Web.BackendUrl = parsed.GetValue(backend) ?? tool.Settings.Web.BackendUrl;
            return services.StartFrontendAsync(
                parsed.GetValue(url) ?? tool.Settings.Web.Url,
                parsed.GetValue(url) is null ? FrontendSetting : "--url", cancellationToken);
        });
        return command;
    }

    private static void Run(
        Tool tool, Command command, Func<ServiceRun, ParseResult, CancellationToken, Task> startAsync) =>
        tool.Run(command, (parsed, cancellationToken) => ServiceRun.RunAsync(
            tool,
            LogLevel.Information,
            async services =>
            {
                await startAsync(services, parsed, cancellationToken);
                await services.ServeAsync(cancellationToken);
            },
            cancellationToken));

    private static Option<string?> Url(string setting) => new("--url")
    {
        HelpName = "URL",
        Description = $"Address to listen on. Default: {setting}, or this machine only.",
    };
}
