using System.Text.Json.Serialization;

namespace ImageSearch.Training.Models;

/// <summary>The vision tower's family.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisionKind>))]
internal enum VisionKind
{
    /// <summary>A residual network (He et al. 2016), torchvision's parameter names.</summary>
    Resnet,

    /// <summary>A Vision Transformer (Dosovitskiy et al. 2021), torchvision's parameter names.</summary>
    Vit,
}

/// <summary>How the text tower's tokens become one vector.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextPooling>))]
internal enum TextPooling
{
    /// <summary>BERT's pooler: tanh of a linear layer over the first token.</summary>
    Pooler,

    /// <summary>The mean over the tokens that are not padding.</summary>
    Mean,
}

/// <summary>The vision tower's shape.</summary>
/// <param name="Kind">The family.</param>
/// <param name="ImageSize">Side of the square input, in pixels.</param>
/// <param name="Width">Channels of the first residual stage, or the transformer's width.</param>
/// <param name="Depths">Blocks a stage (ResNet), or one number of layers (ViT).</param>
/// <param name="Bottleneck">ResNet: blocks of three convolutions (ResNet-50) instead of two (ResNet-18).</param>
/// <param name="Heads">ViT: attention heads.</param>
/// <param name="PatchSize">ViT: side of a patch, in pixels; with a stem, the stem's total stride.</param>
/// <param name="Stem">ViT: channels of the stride-2 convolutions before the transformer (Xiao et al. 2021,
/// torchvision's <c>conv_stem_configs</c>); empty for the plain patch projection.</param>
internal sealed record VisionShape(
    VisionKind Kind, int ImageSize, int Width, int[] Depths, bool Bottleneck, int Heads, int PatchSize, int[] Stem)
{
    /// <summary>Length of the tower's output.</summary>
    [JsonIgnore]
    public int OutputWidth => Kind == VisionKind.Vit ? Width : (Width << 3) * (Bottleneck ? 4 : 1);
}

/// <summary>The text tower's shape: BERT (Devlin et al. 2019), Hugging Face's parameter names.</summary>
/// <param name="VocabularySize">Rows of the word embedding.</param>
/// <param name="Width">Hidden size.</param>
/// <param name="Layers">Transformer layers.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="ContextLength">Most tokens read.</param>
/// <param name="Positions">Rows of the position embedding, at least <paramref name="ContextLength"/>.</param>
/// <param name="Pooling">How tokens become one vector.</param>
/// <param name="Dropout">Probability inside the tower while training.</param>
internal sealed record TextShape(
    int VocabularySize, int Width, int Layers, int Heads, int ContextLength, int Positions,
    TextPooling Pooling, double Dropout);

/// <summary>A dual encoder's shape.</summary>
/// <param name="Vision">The vision tower.</param>
/// <param name="Text">The text tower.</param>
/// <param name="Dimension">Length of the common vectors.</param>
/// <param name="ProjectionDropout">Dropout at the end of each projection.</param>
internal sealed record EncoderShape(VisionShape Vision, TextShape Text, int Dimension, double ProjectionDropout)
{
    /// <summary>ResNet-50 or ViT-B/16 with BERT base, as in the original project.</summary>
    public static EncoderShape Original(VisionKind kind) => new(
        kind == VisionKind.Resnet
            ? new(kind, 224, 64, [3, 4, 6, 3], true, 0, 0, [])
            : new(kind, 224, 768, [12], false, 12, 16, []),
        new(30_522, 768, 12, 12, 128, 512, TextPooling.Pooler, 0.1), 256, 0.1);

    /// <summary>The same code at a size that two processor cores can train: what the shipped models are.</summary>
    public static EncoderShape Small(VisionKind kind, int vocabularySize) => new(
        kind == VisionKind.Resnet
            ? new(kind, 128, 32, [2, 2, 2, 2], false, 0, 0, [])
            : new(kind, 112, 192, [6], false, 3, 16, [32, 64, 128, 192]),
        new(vocabularySize, 256, 4, 4, 48, 48, TextPooling.Mean, 0.1), 256, 0.1);

    /// <summary>A few thousand parameters, for tests.</summary>
    public static EncoderShape Tiny(VisionKind kind, int vocabularySize) => new(
        kind == VisionKind.Resnet
            ? new(kind, 32, 8, [1, 1, 1, 1], false, 0, 0, [])
            : new(kind, 32, 16, [2], false, 2, 16, [8, 8, 16, 16]),
        new(vocabularySize, 16, 2, 2, 16, 16, TextPooling.Mean, 0.1), 16, 0.1);
}
