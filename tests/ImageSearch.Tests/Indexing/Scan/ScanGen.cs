using CsCheck;

namespace ImageSearch.Tests.Indexing.Scan;

/// <summary>Vectors for properties: half of them with ties, zeros, duplicates and extremes.</summary>
internal static class ScanGen
{
    /// <summary>Dimensions beside and between the strides.</summary>
    public static readonly Gen<int> Dimension = Gen.OneOf(1, 2, 15, 16, 17, 63, 64, 65, 200, 256, 512, 513);

    private static readonly Gen<float> Ordinary = Gen.Float[-1, 1];

    // Few different values make many equal scores; -127/127 fill the codes' range.
    private static readonly Gen<float> Coarse = Gen.OneOf(-1f, -0.5f, 0f, 0.5f, 1f);

    private static readonly Gen<float> Wild = Gen.OneOf(
        Ordinary, Gen.OneOf(0f, -0f, 1f, -1f, 1e-20f, -1e-20f, 1e-38f, float.Epsilon, 1000f, -1000f, 127f, -127f));

    /// <summary>One vector of any kind.</summary>
    public static Gen<float[]> Vector(int dimension) => Gen.OneOf(
        Ordinary.Array[dimension], Coarse.Array[dimension], Wild.Array[dimension], Gen.Const(new float[dimension]));

    /// <summary>0 to 200 vectors; some sets hold few different ones, many times.</summary>
    public static Gen<float[][]> Vectors(int dimension) => Gen.OneOf(
        Vector(dimension).Array[0, 200],
        Ordinary.Array[dimension].Array[0, 200],
        Gen.Select(Vector(dimension).Array[1, 4], Gen.Int[0, 3].Array[0, 200], (some, picks) =>
            picks.Select(p => some[p % some.Length]).ToArray()));
}
