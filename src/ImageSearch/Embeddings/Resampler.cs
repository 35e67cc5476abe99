using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImageSearch.Decoding;

namespace ImageSearch.Embeddings;

/// <summary>Pillow's antialiased resize for 8-bit pictures: horizontally, rounded to 8 bits, then vertically.</summary>
internal static class Resampler
{
    private const int Channels = 3;
    private const int Half = 1 << (ResampleWeights.Precision - 1);

    /// <summary>
    /// Resizes the picture to <paramref name="size"/> and writes the part in <paramref name="window"/>.
    /// </summary>
    /// <param name="image">The picture.</param>
    /// <param name="size">Width and height of the whole resized picture.</param>
    /// <param name="window">The part of it that is wanted.</param>
    /// <param name="interpolation">The filter.</param>
    /// <param name="destination">Exactly <c>window.Height · window.Width · 3</c> bytes.</param>
    public static void Resize(
        PixelImage image, (int Width, int Height) size, Window window, Interpolation interpolation,
        Span<byte> destination)
    {
        ResampleWeights across = ResampleWeights.Compute(
            image.Width, size.Width, window.Left, window.Width, interpolation);
        ResampleWeights down = ResampleWeights.Compute(
            image.Height, size.Height, window.Top, window.Height, interpolation);

        // Only the rows that the window needs.
        int firstRow = down.First[0];
        int rows = down.First[^1] + down.Taps - firstRow;
        int stride = window.Width * Channels;
        byte[] between = ArrayPool<byte>.Shared.Rent(checked(rows * stride));
        try
        {
            ReadOnlySpan<byte> source = image.Rgb.AsSpan(firstRow * image.Width * Channels);
            ResizeAcross(source, image.Width * Channels, across, between.AsSpan(0, rows * stride), stride);
            for (int y = 0; y < window.Height; y++)
            {
                ResizeDown(
                    between.AsSpan((down.First[y] - firstRow) * stride, down.Taps * stride),
                    down.Values.AsSpan(y * down.Taps, down.Taps),
                    destination.Slice(y * stride, stride));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(between);
        }
    }

    private static void ResizeAcross(
        ReadOnlySpan<byte> source, int sourceStride, ResampleWeights weights, Span<byte> destination, int stride)
    {
        int rows = destination.Length / stride;
        int row = 0;

        // The vector path reads four bytes a pixel: one past the row's end, which the last row of all does not have.
        for (; row + 4 < rows; row += 4)
        {
            AcrossFourRows(
                source[(row * sourceStride)..], sourceStride, weights, destination[(row * stride)..], stride);
        }

        for (; row < rows; row++)
        {
            AcrossRow(
                source.Slice(row * sourceStride, sourceStride), weights, destination.Slice(row * stride, stride));
        }
    }

    /// <summary>The definition of the horizontal pass.</summary>
    private static void AcrossRow(ReadOnlySpan<byte> source, ResampleWeights weights, Span<byte> destination)
    {
        for (int i = 0; i < weights.First.Length; i++)
        {
            ReadOnlySpan<int> values = weights.Values.AsSpan(i * weights.Taps, weights.Taps);
            ReadOnlySpan<byte> pixels = source.Slice(weights.First[i] * Channels, weights.Taps * Channels);
            int red = Half;
            int green = Half;
            int blue = Half;
            for (int t = 0; t < values.Length; t++)
            {
                red += pixels[t * Channels] * values[t];
                green += pixels[t * Channels + 1] * values[t];
                blue += pixels[t * Channels + 2] * values[t];
            }

            destination[i * Channels] = ToByte(red);
            destination[i * Channels + 1] = ToByte(green);
            destination[i * Channels + 2] = ToByte(blue);
        }
    }

    private static void AcrossFourRows(
        ReadOnlySpan<byte> source, int sourceStride, ResampleWeights weights, Span<byte> destination, int stride)
    {
        // One check for the highest address that is read below, so that the inner loop needs none.
        int last = 3 * sourceStride + sourceStride - Channels + 4;
        ref byte start = ref MemoryMarshal.GetReference(source[..last]);
        for (int i = 0; i < weights.First.Length; i++)
        {
            ref byte pixel = ref Unsafe.Add(ref start, weights.First[i] * Channels);
            Vector128<int> sum0 = Vector128.Create(Half);
            Vector128<int> sum1 = sum0;
            Vector128<int> sum2 = sum0;
            Vector128<int> sum3 = sum0;
            foreach (int value in weights.Values.AsSpan(i * weights.Taps, weights.Taps))
            {
                Vector128<int> weight = Vector128.Create(value);
                sum0 += LoadPixel(ref pixel) * weight;
                sum1 += LoadPixel(ref Unsafe.Add(ref pixel, sourceStride)) * weight;
                sum2 += LoadPixel(ref Unsafe.Add(ref pixel, 2 * sourceStride)) * weight;
                sum3 += LoadPixel(ref Unsafe.Add(ref pixel, 3 * sourceStride)) * weight;
                pixel = ref Unsafe.Add(ref pixel, Channels);
            }

            StorePixel(sum0, destination.Slice(i * Channels, Channels));
            StorePixel(sum1, destination.Slice(stride + i * Channels, Channels));
            StorePixel(sum2, destination.Slice(2 * stride + i * Channels, Channels));
            StorePixel(sum3, destination.Slice(3 * stride + i * Channels, Channels));
        }
    }

    /// <summary>R, G, B and one more byte that nobody looks at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> LoadPixel(ref byte pixel)
    {
        Vector128<byte> bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref pixel)).AsByte();
        return Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePixel(Vector128<int> sum, Span<byte> destination)
    {
        Vector128<int> clamped = ToByte(sum);
        destination[2] = (byte)clamped[2];
        destination[0] = (byte)clamped[0];
        destination[1] = (byte)clamped[1];
    }

    private static void ResizeDown(ReadOnlySpan<byte> source, ReadOnlySpan<int> weights, Span<byte> destination)
    {
        int stride = destination.Length;
        int x = 0;
        for (; x <= stride - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            Vector128<int> sum0 = Vector128.Create(Half);
            Vector128<int> sum1 = sum0;
            Vector128<int> sum2 = sum0;
            Vector128<int> sum3 = sum0;
            for (int t = 0; t < weights.Length; t++)
            {
                Vector128<int> weight = Vector128.Create(weights[t]);
                Vector128<byte> bytes = Vector128.Create(source.Slice(t * stride + x, Vector128<byte>.Count));
                (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
                sum0 += Vector128.WidenLower(low).AsInt32() * weight;
                sum1 += Vector128.WidenUpper(low).AsInt32() * weight;
                sum2 += Vector128.WidenLower(high).AsInt32() * weight;
                sum3 += Vector128.WidenUpper(high).AsInt32() * weight;
            }

            Vector128<short> first = Vector128.Narrow(ToByte(sum0), ToByte(sum1));
            Vector128<short> second = Vector128.Narrow(ToByte(sum2), ToByte(sum3));
            Vector128.Narrow(first.AsUInt16(), second.AsUInt16()).CopyTo(destination[x..]);
        }

        for (; x < stride; x++)
        {
            int sum = Half;
            for (int t = 0; t < weights.Length; t++)
            {
                sum += source[t * stride + x] * weights[t];
            }

            destination[x] = ToByte(sum);
        }
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> ResampleWeights.Precision, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> ToByte(Vector128<int> sum) =>
        Vector128.Min(
            Vector128.Max(sum >> ResampleWeights.Precision, Vector128<int>.Zero), Vector128.Create(255));

    /// <summary>A rectangle of the resized picture.</summary>
    internal readonly record struct Window(int Left, int Top, int Width, int Height);
}
