using System.Buffers.Binary;

namespace AigcStudio.Media.Datasets;

/// <summary>Writes mono WAV of 16 bits: a header of 44 bytes, then the samples.</summary>
internal static class WavFile
{
    private const int HeaderBytes = 44;

    public static void Write(string path, ReadOnlySpan<short> samples, int rateHz)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(Header(samples.Length, rateHz));
        var bytes = new byte[samples.Length * sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * sizeof(short)), samples[i]);
        }

        file.Write(bytes);
    }

    /// <summary>Full scale is 1; what lies beyond is held there.</summary>
    public static short[] ToSixteenBits(ReadOnlySpan<float> sound, double gain = 1)
    {
        var samples = new short[sound.Length];
        for (var i = 0; i < sound.Length; i++)
        {
            samples[i] = (short)Math.Clamp(Math.Round(sound[i] * gain * 32768), short.MinValue, short.MaxValue);
        }

        return samples;
    }

    private static byte[] Header(int samples, int rateHz)
    {
        var header = new byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), HeaderBytes - 8 + (samples * sizeof(short)));
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), rateHz * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 8 * sizeof(short));
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), samples * sizeof(short));
        return header;
    }
}
