using System.CommandLine;
using ImageSearch.Api;
using ImageSearch.Cli.Output;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch api-key</c>: a key for the backend.</summary>
internal static class ApiKeyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Tool tool)
    {
        Option<bool> json = SharedOptions.Json();
        Command command = new("api-key", "Make a key for the backend, and the hash that the backend keeps.") { json };
        tool.Run(command, (parsed, _) =>
        {
            (string key, string hash) = ApiKey.Generate();
            if (parsed.GetValue(json))
            {
                tool.Terminal.WriteJson(new ApiKeyJson(key, hash), JsonDocuments.Readable.ApiKeyJson);
            }
            else
            {
                tool.Terminal.Out.Write(
                    $"IMAGESEARCH__WEB__APIKEY={key}\nIMAGESEARCH__API__KEYHASHES={hash}\n");
                tool.Terminal.Note(
                    """
                    The first line is for the frontend; other clients send the key as: Authorization: Bearer KEY
                    The second line is for the backend, which keeps only the hash. Several hashes are parted by commas.
                    The key is not stored anywhere: this is the only time that it is shown.
                    """);
            }

            return Task.FromResult(Outcome.Done);
        });
        return command;
    }
}
