using System.Buffers.Binary;

namespace AigcStudio.Core.Gallery;

/// <summary>A code as text: its numbers as little-endian float32 in base64, so that what comes back is what went out, to the bit.</summary>
public static class CodeText
{
    /// <summary>Longest code that is read: 16 times the longest that a family has.</summary>
    private const int MostNumbers = 4096;

    public static string Write(ReadOnlySpan<float> code)
    {
        var bytes = new byte[code.Length * sizeof(float)];
        for (var i = 0; i < code.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), code[i]);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <exception cref="PlayException"><c>play.badCode</c>.</exception>
    public static float[] Read(string text)
    {
        var bytes = new byte[MostNumbers * sizeof(float)];
        if (!Convert.TryFromBase64String(text, bytes, out var count) || count == 0 || count % sizeof(float) != 0)
        {
            throw new PlayException("play.badCode");
        }

        var code = new float[count / sizeof(float)];
        for (var i = 0; i < code.Length; i++)
        {
            code[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return code.All(float.IsFinite) ? code : throw new PlayException("play.badCode");
    }
}
