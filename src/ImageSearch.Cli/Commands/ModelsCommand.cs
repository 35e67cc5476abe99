using System.CommandLine;
using ImageSearch.Cli.Output;
using ImageSearch.Embeddings;
using Spectre.Console;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch models list | verify</c>.</summary>
internal static class ModelsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Tool tool)
    {
        Option<bool> listJson = SharedOptions.Json();
        Command list = new("list", "List the models that can be used.") { listJson };
        tool.Run(list, (parsed, _) => Task.FromResult(List(tool, parsed.GetValue(listJson))));

        Argument<string[]> names = new("NAME")
        {
            Description = "Models to check. Default: all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> verifyJson = SharedOptions.Json();
        Command verify = new("verify", "Compare every file of the models with its SHA-256.") { names, verifyJson };
        tool.Run(verify, (parsed, _) => Task.FromResult(
            Verify(tool, parsed.GetValue(names) ?? [], parsed.GetValue(verifyJson))));

        return new Command("models", "List or check the models.") { list, verify };
    }

    private static Outcome List(Tool tool, bool json)
    {
        IReadOnlyList<ModelEntry> models = tool.Catalog.List();
        IReadOnlyList<ModelException> broken = tool.Catalog.ListBroken();
        foreach (ModelException problem in broken)
        {
            tool.Terminal.Note(problem.Message);
        }

        if (json)
        {
            ModelListJson document = new([.. models.Select(Describe)]);
            tool.Terminal.WriteJson(document, JsonDocuments.Readable.ModelListJson);
        }
        else if (models.Count == 0)
        {
            tool.Terminal.Note("No model was found. Set IMAGESEARCH__MODELS__PATH to a folder with model folders.");
        }
        else
        {
            WriteTable(tool.Terminal, models);
        }

        return broken.Count == 0 ? Outcome.Done : Outcome.SomeSkipped;
    }

    private static void WriteTable(Terminal terminal, IReadOnlyList<ModelEntry> models)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("Model", "Revision", "Dimension", "Licence", "Folder");
        foreach (ModelEntry model in models)
        {
            table.AddRow(
                SafeText.Escape(model.Name),
                SafeText.Escape(model.Manifest.Revision),
                $"{model.Manifest.Dimension}",
                SafeText.Escape(model.Manifest.Licence),
                model.Shipped ? "shipped" : SafeText.Escape(model.Folder));
        }

        terminal.OutConsole.Write(table);
    }

    private static ModelJson Describe(ModelEntry model) => new(
        model.Name,
        model.Manifest.Revision,
        model.Manifest.Dimension,
        model.Shipped,
        model.Folder,
        model.Manifest.Licence,
        model.Manifest.Quality);

    private static Outcome Verify(Tool tool, string[] names, bool json)
    {
        ModelCatalog catalog = tool.Catalog;
        List<VerifiedJson> results = [.. ModelSelection.Find(catalog, names.Length > 0 ? names : null)
            .Select(model => new VerifiedJson(model.Name, catalog.Verify(model)))];
        if (json)
        {
            tool.Terminal.WriteJson(new VerifyJson(results), JsonDocuments.Readable.VerifyJson);
        }
        else
        {
            foreach (VerifiedJson result in results)
            {
                string state = result.Problems.Count == 0 ? "good" : string.Join("; ", result.Problems);
                tool.Terminal.Out.WriteLine($"{SafeText.Neutralise(result.Name)}: {SafeText.Neutralise(state)}");
            }
        }

        return results.Exists(r => r.Problems.Count > 0)
            ? throw new ModelException("", "A model is damaged; its files are listed above. Fetch or export it again.")
            : Outcome.Done;
    }
}
