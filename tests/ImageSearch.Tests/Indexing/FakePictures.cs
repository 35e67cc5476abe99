using System.Buffers.Binary;

namespace ImageSearch.Tests.Indexing;

/// <summary>Small BMP files, a different one for each number.</summary>
internal static class FakePictures
{
    public const int Side = 8;

    public static byte[] Bmp(int number, int width = Side, int height = Side)
    {
        int stride = ((width * 3) + 3) & ~3;
        byte[] file = new byte[54 + (stride * height)];
        file[0] = (byte)'B';
        file[1] = (byte)'M';
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(34), stride * height);
        new Random(number).NextBytes(file.AsSpan(54));
        return file;
    }
}
