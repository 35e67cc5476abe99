using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ImageSearch.Cli.Output;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch embed</c>: the vectors themselves.</summary>
internal static class EmbedCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Tool tool)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "Picture files.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> model = new("--model", "-m") { HelpName = "NAME", Description = "The model.", Required = true };
        Option<string[]> texts = new("--text")
        {
            HelpName = "words",
            Description = "Words to embed, each sentence in quotes.",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        Option<bool> json = SharedOptions.Json();
        Command command = new("embed", "Print the unit vectors of words or pictures, one an input, in order.")
        {
            files, model, texts, json,
        };
        command.Validators.Add(result => CheckInputs(result, files, texts));
        tool.Run(command, async (parsed, cancellationToken) =>
        {
            string name = parsed.GetRequiredValue(model);
            using EmbedderSet embedders = tool.Open(ModelSelection.Find(tool.Catalog, [name]));
            IEmbedder embedder = embedders.All[0];
            IReadOnlyList<float[]> vectors = parsed.GetValue(texts) is { Length: > 0 } sentences
                ? await EmbedTextsAsync(tool, embedder, sentences, cancellationToken)
                : await EmbedFilesAsync(tool, embedder, parsed.GetValue(files) ?? [], cancellationToken);
            Write(tool.Terminal, name, vectors, parsed.GetValue(json));
            return Outcome.Done;
        });
        return command;
    }

    private static void CheckInputs(CommandResult result, Argument<string[]> files, Option<string[]> texts)
    {
        bool hasFiles = result.GetResult(files)?.Tokens.Count > 0;
        if (hasFiles == (result.GetResult(texts)?.Tokens.Count > 0))
        {
            result.AddError("Give either --text \"words\"... or picture files.");
        }
    }

    private static async Task<IReadOnlyList<float[]>> EmbedTextsAsync(
        Tool tool, IEmbedder embedder, string[] texts, CancellationToken cancellationToken)
    {
        TextEmbedding[] embeddings = await embedder.EmbedTextsAsync(texts, cancellationToken);
        for (int i = 0; i < embeddings.Length; i++)
        {
            if (embeddings[i].WasCut)
            {
                tool.Terminal.Note($"Text {i + 1} is longer than the model reads; its end was ignored.");
            }
        }

        return [.. embeddings.Select(embedding => embedding.Vector)];
    }

    private static async Task<IReadOnlyList<float[]>> EmbedFilesAsync(
        Tool tool, IEmbedder embedder, string[] files, CancellationToken cancellationToken)
    {
        ImageDecoder decoder = new(tool.Settings.Decoding);
        List<float[]> vectors = [];
        foreach (string file in files)
        {
            byte[] data = await File.ReadAllBytesAsync(file, cancellationToken);
            PixelImage image = decoder.Decode(data, file, embedder.MinimumSide);
            vectors.AddRange(await embedder.EmbedImagesAsync([image], cancellationToken));
        }

        return vectors;
    }

    private static void Write(Terminal terminal, string model, IReadOnlyList<float[]> vectors, bool json)
    {
        if (json)
        {
            terminal.WriteJson(new EmbedJson(model, vectors), JsonDocuments.Readable.EmbedJson);
            return;
        }

        foreach (float[] vector in vectors)
        {
            terminal.Out.WriteLine(string.Join(' ', vector.Select(x => x.ToString("R", CultureInfo.InvariantCulture))));
        }
    }
}
