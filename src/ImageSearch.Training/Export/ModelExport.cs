using System.Security.Cryptography;
using ImageSearch.Embeddings;
using ImageSearch.Training.Data;
using ImageSearch.Training.Models;
using ImageSearch.Training.Onnx;

namespace ImageSearch.Training.Export;

/// <summary>Writes a model folder: both towers, the vocabulary and <c>model.json</c>.</summary>
internal static class ModelExport
{
    private const string ImageFile = "image.onnx";
    private const string TextFile = "text.onnx";
    private const string VocabularyFile = "vocab.txt";

    /// <summary>Writes the folder.</summary>
    /// <param name="folder">The model's folder, made when missing.</param>
    /// <param name="shape">Sizes of the network.</param>
    /// <param name="tensors">Looks a tensor up by its PyTorch name.</param>
    /// <param name="vocabulary">The WordPiece vocabulary's file.</param>
    /// <param name="format">How values are kept.</param>
    /// <param name="about">Name, revision, licence and data.</param>
    /// <returns>What <c>model.json</c> says, without quality figures.</returns>
    public static ModelManifest Write(
        string folder, EncoderShape shape, Func<string, NamedTensor> tensors, string vocabulary, WeightFormat format,
        ModelAbout about)
    {
        Directory.CreateDirectory(folder);
        VisionEmitter.Emit(shape, tensors, format).Save(Path.Combine(folder, ImageFile));
        TextEmitter.Emit(shape, tensors, format).Save(Path.Combine(folder, TextFile));
        File.Copy(vocabulary, Path.Combine(folder, VocabularyFile), overwrite: true);
        ModelManifest manifest = new()
        {
            Name = about.Name,
            Revision = about.Revision,
            Dimension = shape.Dimension,
            Image = new ModelTower(ImageFile, VisionEmitter.Input, VisionEmitter.Output),
            Text = new ModelTower(TextFile, TextEmitter.Ids, TextEmitter.Output, TextEmitter.Mask),
            Preprocessor = new PreprocessorRule(
                shape.Vision.ImageSize, ResizeRule.Squash, Interpolation.Bicubic, ImageNet.Mean, ImageNet.Std),
            Tokenizer = new TokenizerRule(
                TokenizerKind.WordPieceUncased, VocabularyFile, shape.Text.ContextLength, PadToContextLength: false),
            Licence = about.Licence,
            TrainingData = about.TrainingData,
            Files = new[] { ImageFile, TextFile, VocabularyFile }.ToDictionary(
                file => file, file => Hash(folder, file)),
        };
        manifest.Save(folder);
        return manifest;
    }

    private static string Hash(string folder, string file) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))));
}

/// <summary>What <c>model.json</c> says of a model besides its shape.</summary>
internal sealed record ModelAbout(string Name, string Revision, string Licence, string TrainingData);
