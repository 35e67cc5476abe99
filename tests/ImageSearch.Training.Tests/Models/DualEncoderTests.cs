using ImageSearch.Training.Models;

namespace ImageSearch.Training.Tests.Models;

public class DualEncoderTests
{
    [Fact]
    public void The_original_ResNet_has_torchvision_s_names_and_size()
    {
        using DualEncoder model = new(EncoderShape.Original(VisionKind.Resnet), seed: 1);
        // torchvision's resnet50 has 25,557,032 parameters, 2,049,000 of them in its head.
        Assert.Equal(23_508_032, Count(model, "image_encoder."));
        Assert.Equal([2048, 1024, 1, 1], model.Weights.Parameters["image_encoder.layer4.0.downsample.0.weight"].shape);
        Assert.Equal([64, 3, 7, 7], model.Weights.Parameters["image_encoder.conv1.weight"].shape);
        Assert.True(model.Weights.Buffers.ContainsKey("image_encoder.layer3.5.bn3.running_var"));
        // Hugging Face's bert-base-uncased, pooler included.
        Assert.Equal(109_482_240, Count(model, "text_encoder."));
        Assert.Equal([30_522, 768], model.Weights.Parameters["text_encoder.embeddings.word_embeddings.weight"].shape);
        Assert.Equal([768, 768], model.Weights.Parameters["text_encoder.encoder.layer.11.attention.self.query.weight"].shape);
        Assert.Equal([256, 2048], model.Weights.Parameters["image_projection.0.weight"].shape);
        Assert.Equal([256], model.Weights.Parameters["image_projection.2.weight"].shape);
    }

    [Fact]
    public void The_original_ViT_has_torchvision_s_names_and_size()
    {
        using DualEncoder model = new(EncoderShape.Original(VisionKind.Vit), seed: 1);
        // torchvision's vit_b_16 has 86,567,656 parameters, 769,000 of them in its head.
        Assert.Equal(85_798_656, Count(model, "image_encoder."));
        Assert.Equal([1, 197, 768], model.Weights.Parameters["image_encoder.encoder.pos_embedding"].shape);
        Assert.Equal(
            [2304, 768],
            model.Weights.Parameters["image_encoder.encoder.layers.encoder_layer_11.self_attention.in_proj_weight"].shape);
        Assert.Equal([3072, 768], model.Weights.Parameters["image_encoder.encoder.layers.encoder_layer_0.mlp.0.weight"].shape);
    }

    [Fact]
    public void One_seed_gives_one_network()
    {
        using DualEncoder one = new(EncoderShape.Tiny(VisionKind.Vit, 50), seed: 5);
        using DualEncoder two = new(EncoderShape.Tiny(VisionKind.Vit, 50), seed: 5);
        Assert.Equal(one.Weights.Parameters.Keys, two.Weights.Parameters.Keys);
        Assert.All(one.Weights.Parameters, p =>
            Assert.True(p.Value.allclose(two.Weights.Parameters[p.Key], 0, 0), p.Key));
    }

    private static long Count(DualEncoder model, string prefix) => model.Weights.Parameters
        .Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(p => p.Value.numel());
}
