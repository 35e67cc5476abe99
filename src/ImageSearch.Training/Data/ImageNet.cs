namespace ImageSearch.Training.Data;

/// <summary>ImageNet's channel statistics, R G B in [0, 1], as torchvision's models expect.</summary>
internal static class ImageNet
{
    /// <summary>Means.</summary>
    public static readonly float[] Mean = [0.485f, 0.456f, 0.406f];

    /// <summary>Standard deviations.</summary>
    public static readonly float[] Std = [0.229f, 0.224f, 0.225f];
}
