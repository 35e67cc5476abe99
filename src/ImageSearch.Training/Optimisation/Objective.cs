using ImageSearch.Training.Data;
using ImageSearch.Training.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ImageSearch.Training.Optimisation;

/// <summary>The loss of one batch.</summary>
internal static class Objective
{
    /// <summary>Weight of the cosine between the student's and the teacher's vector of one picture.</summary>
    public const double CosineWeight = 1;

    /// <summary>InfoNCE between pictures and sentences and, with a teacher, the terms that lead the student.</summary>
    /// <remarks>
    /// With a teacher's frozen features f: its projection learns the sentences' space by InfoNCE(f, text), and the
    /// vision tower follows it by 1 − cos(v, f) and InfoNCE(v, f), both with f held constant (contrastive
    /// distillation, Tian et al. 2020), besides its own InfoNCE(v, text).
    /// </remarks>
    public static Losses Compute(DualEncoder model, Batch batch, double temperature)
    {
        int size = model.Shape.Vision.ImageSize;
        // Stored as [B, S, S, 3]: the permuted view is channels-last, which convolutions run fastest in.
        Tensor pixels = tensor(batch.Pixels, [batch.Size, size, size, 3]).permute(0, 3, 1, 2);
        Tensor ids = tensor(batch.Ids, [batch.Size, batch.Tokens]);
        Tensor mask = tensor(batch.Mask, [batch.Size, batch.Tokens]);
        Tensor images = model.EncodeImages(pixels);
        Tensor texts = model.EncodeTexts(ids, mask);
        Tensor excluded = SameGroup(batch.Groups);
        Tensor direct = InfoNce(images, texts, excluded, temperature);
        if (model.TeacherWidth == 0)
        {
            return new Losses(direct, direct, null, null);
        }

        Tensor teacher = model.ProjectTeacher(tensor(batch.Features, [batch.Size, model.TeacherWidth]));
        Tensor led = InfoNce(teacher, texts, excluded, temperature);
        Tensor target = teacher.detach();
        Tensor apart = 1 - (images * target).sum(1).mean();
        Tensor followed = InfoNce(images, target, excluded, temperature);
        return new Losses(direct + led + followed + (CosineWeight * apart), direct, led, apart);
    }

    /// <summary>Weight of the masked words of sentences without pictures.</summary>
    public const double MaskedWeight = 0.5;

    /// <summary>Cross entropy of masked words (Devlin et al. 2019, section 3.1), times its weight.</summary>
    public static Tensor MaskedWords(DualEncoder model, MaskedBatch batch)
    {
        long[] shape = [batch.Size, batch.Ids.Length / batch.Size];
        Tensor logits = model.PredictWords(
            tensor(batch.Ids, shape), tensor(batch.Mask, shape), tensor(batch.Positions));
        return F.cross_entropy(logits, tensor(batch.Targets)) * MaskedWeight;
    }

    /// <summary>Symmetric InfoNCE (van den Oord et al. 2018; Radford et al. 2021, figure 3).</summary>
    /// <param name="a">Unit vectors [B, D]; row i belongs to row i of <paramref name="b"/>.</param>
    /// <param name="b">Unit vectors [B, D].</param>
    /// <param name="excluded">True where a pair is neither right nor wrong, shape [B, B].</param>
    /// <param name="temperature">Divides the cosines.</param>
    public static Tensor InfoNce(Tensor a, Tensor b, Tensor excluded, double temperature)
    {
        Tensor logits = (a.matmul(b.t()) / temperature).masked_fill(excluded, -1e4f);
        Tensor right = arange(a.shape[0]);
        return (F.cross_entropy(logits, right) + F.cross_entropy(logits.t(), right)) / 2;
    }

    /// <summary>True for different pairs of one group, shape [B, B].</summary>
    public static Tensor SameGroup(long[] groups)
    {
        Tensor g = tensor(groups);
        Tensor same = g.unsqueeze(0) == g.unsqueeze(1);
        return same.logical_and(eye(groups.Length, dtype: ScalarType.Bool).logical_not());
    }
}

/// <summary>The loss and its parts.</summary>
/// <param name="Total">What is minimised.</param>
/// <param name="Contrastive">Pictures against sentences.</param>
/// <param name="Teacher">The teacher's vectors against sentences; null without a teacher.</param>
/// <param name="Distance">1 − cosine between student and teacher; null without a teacher.</param>
internal sealed record Losses(Tensor Total, Tensor Contrastive, Tensor? Teacher, Tensor? Distance);
