using System.Security.Cryptography;
using System.Text;

namespace ImageSearch.Embeddings;

/// <summary>The files of a model folder, and whether they are the ones that the manifest was written for.</summary>
internal static class ModelFiles
{
    /// <summary>The full path of a file that a manifest names.</summary>
    /// <exception cref="ModelException">The name leads out of the folder.</exception>
    public static string Resolve(string folder, string name)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        string path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root, StringComparison.Ordinal) && path.Length > root.Length
            ? path
            : throw new ModelException(
                folder, $"'{Path.Combine(folder, ModelManifest.FileName)}' names the file '{name}', which is not "
                    + "inside the model's folder. Do not use this model, or correct the name.");
    }

    /// <summary>
    /// Checks the SHA-256 of a file, and of files whose names begin with its name (ONNX external data).
    /// </summary>
    /// <returns>The file's full path.</returns>
    /// <exception cref="ModelException">
    /// A file is missing, is not listed in the manifest, or is another one.
    /// </exception>
    public static string Check(string folder, ModelManifest manifest, string name)
    {
        string? problem = manifest.Files.ContainsKey(name)
            ? manifest.Files.Keys.Where(f => f.StartsWith(name, StringComparison.Ordinal))
                .Select(f => FindProblem(folder, manifest, f)).FirstOrDefault(p => p is not null)
            : $"'{Path.Combine(folder, ModelManifest.FileName)}' lists no SHA-256 for '{name}'.";
        return problem is null
            ? Resolve(folder, name)
            : throw new ModelException(manifest.Name, $"{problem} Import or copy the model again.");
    }

    /// <summary>What is wrong with a listed file; null when it is the right one.</summary>
    public static string? FindProblem(string folder, ModelManifest manifest, string name)
    {
        string path = Resolve(folder, name);
        if (!File.Exists(path))
        {
            return $"The model file '{path}' is missing.";
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            string actual = Convert.ToHexStringLower(SHA256.HashData(stream));
            return actual.Equals(manifest.Files[name], StringComparison.OrdinalIgnoreCase)
                ? null
                : $"The model file '{path}' is damaged or another one: its SHA-256 is {actual}, "
                    + $"{ModelManifest.FileName} says {manifest.Files[name]}.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The model file '{path}' cannot be read: {e.Message}";
        }
    }

    /// <summary>SHA-256 over all that decides a vector: not the name, the licence or the measured quality.</summary>
    public static string HashOf(ModelManifest manifest)
    {
        PreprocessorRule p = manifest.Preprocessor;
        TokenizerRule t = manifest.Tokenizer;
        StringBuilder text = new("imagesearch model 1\n");
        text.Append(FormattableString.Invariant($"dimension {manifest.Dimension}\n"));
        foreach (ModelTower tower in new[] { manifest.Image, manifest.Text })
        {
            text.Append(
                FormattableString.Invariant($"tower {tower.File} {tower.Input} {tower.MaskInput} {tower.Output}\n"));
        }

        text.Append(FormattableString.Invariant($"preprocessor {p.Size} {p.Resize} {p.Interpolation}"));
        foreach (float number in p.Mean.Concat(p.Std))
        {
            text.Append(FormattableString.Invariant($" {number:R}"));
        }

        text.Append(FormattableString.Invariant(
            $"\ntokenizer {t.Kind} {t.Vocabulary} {t.ContextLength} {t.PadToContextLength}\n"));
        foreach ((string name, string hash) in manifest.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            text.Append(FormattableString.Invariant($"file {name} {hash.ToLowerInvariant()}\n"));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
