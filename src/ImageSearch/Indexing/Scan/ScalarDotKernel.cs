namespace ImageSearch.Indexing.Scan;

/// <summary>The definition of <see cref="DotKernel"/> as a plain loop: the oracle of the tests.</summary>
internal sealed unsafe class ScalarDotKernel : DotKernel
{
    /// <inheritdoc/>
    public override string Name => "scalar";

    /// <inheritdoc/>
    public override void OneQuery(sbyte* rows, short* query, int stride, int rowCount, int* sums)
    {
        for (int r = 0; r < rowCount; r++)
        {
            sbyte* row = rows + ((long)r * stride);
            int sum = 0;
            for (int i = 0; i < stride; i++)
            {
                sum += row[i] * query[i];
            }

            sums[r] = sum;
        }
    }
}
