namespace ImageSearch.Training.Data;

/// <summary>One step's pictures and sentences, in plain arrays.</summary>
/// <param name="Size">Number of pairs B.</param>
/// <param name="Pixels">Normalised, shape [B, S, S, 3].</param>
/// <param name="Features">The teacher's, shape [B, F]; empty without a teacher.</param>
/// <param name="Ids">Token ids, shape [B, T], padded to the batch's longest sentence.</param>
/// <param name="Mask">1 for tokens, 0 for padding, shape [B, T].</param>
/// <param name="Groups">Group of each pair, shape [B].</param>
internal sealed record Batch(int Size, float[] Pixels, float[] Features, long[] Ids, long[] Mask, long[] Groups)
{
    /// <summary>Number of tokens a row.</summary>
    public int Tokens => Ids.Length / Size;
}
