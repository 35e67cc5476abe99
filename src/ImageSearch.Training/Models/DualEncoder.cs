using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ImageSearch.Training.Models;

/// <summary>Two towers and their projections into one space; unit vectors, float32.</summary>
internal sealed class DualEncoder : IDisposable
{
    private readonly Layers _layers;

    /// <summary>Makes a network with random weights, a function of <paramref name="seed"/>.</summary>
    /// <param name="shape">Sizes of the towers.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="teacherWidth">Width of a frozen teacher's features that are projected too; 0 for none.</param>
    /// <param name="predictsWords">True when the text tower also learns to fill in masked words.</param>
    public DualEncoder(EncoderShape shape, long seed, int teacherWidth = 0, bool predictsWords = false)
    {
        Shape = shape;
        TeacherWidth = teacherWidth;
        _layers = new Layers(Weights);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        random.manual_seed(seed);
        // One pass through every layer creates all tensors, always in the same order.
        EncodeImages(zeros(1, 3, shape.Vision.ImageSize, shape.Vision.ImageSize));
        EncodeTexts(zeros([1, 2], ScalarType.Int64), ones([1, 2], ScalarType.Int64));
        if (teacherWidth > 0)
        {
            ProjectTeacher(zeros(1, teacherWidth));
        }

        if (predictsWords)
        {
            PredictWords(zeros([1, 2], ScalarType.Int64), ones([1, 2], ScalarType.Int64), zeros([1], ScalarType.Int64));
        }
    }

    /// <summary>Sizes of the towers.</summary>
    public EncoderShape Shape { get; }

    /// <summary>Width of the teacher's features; 0 for none.</summary>
    public int TeacherWidth { get; }

    /// <summary>All tensors by name.</summary>
    public Weights Weights { get; } = new();

    /// <summary>Pixels [B, 3, S, S] → unit vectors [B, D].</summary>
    public Tensor EncodeImages(Tensor pixels)
    {
        Tensor x = Weights.Compute(pixels);
        VisionShape vision = Shape.Vision;
        x = vision.Kind == VisionKind.Resnet
            ? ResNetTower.Forward(_layers, vision, x)
            : VitTower.Forward(_layers, vision, x);
        return Project(x, "image_projection", vision.OutputWidth);
    }

    /// <summary>Token ids and mask [B, T], int64 → unit vectors [B, D].</summary>
    public Tensor EncodeTexts(Tensor ids, Tensor mask) =>
        Project(BertTower.Forward(_layers, Shape.Text, ids, mask), "text_projection", Shape.Text.Width);

    /// <summary>A teacher's features [B, F] → unit vectors [B, D]; used in training only.</summary>
    public Tensor ProjectTeacher(Tensor features) =>
        Project(Weights.Compute(features), "teacher_projection", TeacherWidth);

    /// <summary>Token ids and mask [B, T], positions [M] in [B·T] → logits over the vocabulary [M, V],
    /// float32.</summary>
    public Tensor PredictWords(Tensor ids, Tensor mask, Tensor positions) =>
        BertTower.Predict(_layers, Shape.Text, ids, mask, positions).to(ScalarType.Float32);

    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();

    // Linear → GELU → LayerNorm → Dropout, then L2 normalisation: indices as in the original's nn.Sequential.
    private Tensor Project(Tensor x, string name, long width)
    {
        long dimension = Shape.Dimension;
        x = F.gelu(_layers.Linear(x, name + ".0", width, dimension));
        x = _layers.Dropout(_layers.LayerNorm(x, name + ".2", dimension, 1e-5), Shape.ProjectionDropout);
        return F.normalize(x.to(ScalarType.Float32), dim: 1);
    }
}
