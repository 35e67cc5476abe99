using System.CommandLine;
using ImageSearch.Cli.Output;
using ImageSearch.Cli.Services;

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
            ApiKey key = ApiKey.Create();
            if (parsed.GetValue(json))
            {
                tool.Terminal.WriteJson(new ApiKeyJson(key.Text, key.Hash), JsonDocuments.Readable.ApiKeyJson);
            }
            else
            {
                tool.Terminal.Out.Write(
                    $"IMAGESEARCH__WEB__APIKEY={key.Text}\nIMAGESEARCH__API__KEYHASHES={key.Hash}\n");
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
