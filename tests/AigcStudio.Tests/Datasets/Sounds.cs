using System.Diagnostics;

namespace AigcStudio.Tests.Datasets;

/// <summary>Sounds made for tests, byte by byte or by ffmpeg.</summary>
public static class Sounds
{
    public const string Ffmpeg = "/usr/bin/ffmpeg";

    public static float[] Sine(double hertz, double seconds, int rateHz, double amplitude = 0.5) =>
        [.. Enumerable.Range(0, (int)(seconds * rateHz)).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * i / rateHz)))];

    /// <summary>White noise, the same for a seed.</summary>
    public static float[] Noise(int seed, double seconds, int rateHz, double amplitude = 0.3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)(seconds * rateHz)).Select(_ => (float)(amplitude * ((2 * random.NextDouble()) - 1)))];
    }

    /// <summary>A few tones that come and go: like a tune, and unlike another seed's.</summary>
    public static float[] Tune(int seed, double seconds, int rateHz)
    {
        var random = new Random(seed);
        var sound = new float[(int)(seconds * rateHz)];
        for (var note = 0; note < 6; note++)
        {
            var (hertz, start, length) = (200 * Math.Pow(2, 4 * random.NextDouble()), random.Next(sound.Length * 3 / 4), sound.Length / 4);
            for (var i = 0; i < length && start + i < sound.Length; i++)
            {
                sound[start + i] += (float)(0.2 * Math.Exp(-4.0 * i / length) * Math.Sin(2 * Math.PI * hertz * i / rateHz));
            }
        }

        return sound;
    }

    /// <param name="samples">Interleaved, full scale 1.</param>
    /// <param name="bits">8, 16, 24, 32; 32 or 64 where <paramref name="ieee"/>.</param>
    /// <param name="claimed">What the header says of the data's bytes; the truth where null.</param>
    public static byte[] Wav(
        float[] samples, int rateHz, int bits = 16, int channels = 1, bool ieee = false, bool extensible = false, uint? claimed = null, int? frameBytes = null)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var data = samples.Length * bits / 8;
        writer.Write("RIFF"u8);
        writer.Write((uint)(36 + data));
        writer.Write("WAVE"u8);
        writer.Write("LIST"u8);
        writer.Write(5);
        writer.Write("INFO?\0"u8);
        writer.Write("fmt "u8);
        writer.Write(extensible ? 40 : 16);
        var coding = (short)(ieee ? 3 : 1);
        writer.Write(extensible ? (short)-2 : coding);
        writer.Write((short)channels);
        writer.Write(rateHz);
        writer.Write(rateHz * channels * bits / 8);
        writer.Write((short)(frameBytes ?? channels * bits / 8));
        writer.Write((short)bits);
        if (extensible)
        {
            writer.Write((short)22);
            writer.Write((short)bits);
            writer.Write(4);
            writer.Write(coding);
            writer.Write([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
        }

        writer.Write("data"u8);
        writer.Write(claimed ?? (uint)data);
        foreach (var sample in samples)
        {
            Write(writer, sample, bits, ieee);
        }

        return stream.ToArray();
    }

    /// <summary>The file by ffmpeg in another format, which the ending of <paramref name="target"/> names.</summary>
    public static string Convert(string source, string target, params string[] arguments)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo(Ffmpeg, ["-nostdin", "-loglevel", "quiet", "-y", "-i", source, .. arguments, target]))!;
        ffmpeg.WaitForExit();
        return ffmpeg.ExitCode == 0 ? target : throw new InvalidOperationException($"ffmpeg could not write {target}.");
    }

    private static void Write(BinaryWriter writer, float sample, int bits, bool ieee)
    {
        switch (bits)
        {
            case 64:
                writer.Write((double)sample);
                break;
            case 32 when ieee:
                writer.Write(sample);
                break;
            case 8:
                writer.Write((byte)(128 + Math.Round(sample * 127)));
                break;
            default:
                var whole = (long)Math.Round(sample * ((1L << (bits - 1)) - 1));
                writer.Write(BitConverter.GetBytes(whole).AsSpan(0, bits / 8));
                break;
        }
    }
}
