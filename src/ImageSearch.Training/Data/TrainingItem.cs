namespace ImageSearch.Training.Data;

/// <summary>One picture of a training or validation set.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Captions">At least one sentence.</param>
/// <param name="Group">Pictures of one group have interchangeable captions (the same label), so that none is a
/// wrong answer for another's.</param>
/// <param name="Dataset">Name of the data set it came from.</param>
/// <param name="Share">Chance, in (0, 1], that an epoch uses the picture.</param>
internal sealed record TrainingItem(
    string File, IReadOnlyList<string> Captions, int Group, string Dataset, double Share);
