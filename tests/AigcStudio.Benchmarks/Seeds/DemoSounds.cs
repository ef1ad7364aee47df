using System.IO.Compression;
using AigcStudio.Media.Datasets;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>
/// <c>sounds ZIP SOUNDS-PER-KIND</c>: plays the jingles of "Nordlys Tea House", the made-up brand of a first start: short sounds in
/// five labelled kinds, as a zip of WAVs whose folders are the labels. One seed a sound and no clock: the same bytes every time.
/// </summary>
internal static class DemoSounds
{
    private const int RateHz = 16_000;
    private const int KindStride = 100_003;
    private const double Peak = 0.6;
    private const double FadeSeconds = 0.02;

    // Twelve bits are enough for a jingle (noise at -74 dB), and what is not there need not be packed.
    private const int Step = 16;

    private static readonly (string Name, Func<Dice, float[]> Play)[] Kinds =
    [
        ("bell", Instruments.Bell), ("chime", Instruments.Chime), ("drip", Instruments.Drip), ("pad", Instruments.Pad), ("pluck", Instruments.Pluck),
    ];

    /// <param name="path">The zip to write.</param>
    /// <param name="perKind">Sounds of each kind.</param>
    public static void Write(string path, int perKind)
    {
        var scratch = Path.GetTempFileName();
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            for (var number = 0; number < perKind; number++)
            {
                WavFile.Write(scratch, Finish(Kinds[kind].Play(new Dice((kind * KindStride) + number))), RateHz);
                var entry = zip.CreateEntry($"{Kinds[kind].Name}/{number:000}.wav", CompressionLevel.SmallestSize);
                entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(File.ReadAllBytes(scratch));
            }
        }

        File.Delete(scratch);
    }

    private static short[] Finish(float[] sound)
    {
        var loudest = sound.Max(Math.Abs);
        var fade = (int)(FadeSeconds * RateHz);
        var samples = new short[sound.Length];
        for (var i = 0; i < sound.Length; i++)
        {
            var end = Math.Min(1.0, (sound.Length - 1 - i) / (double)fade);
            samples[i] = (short)(Math.Round(sound[i] / loudest * Peak * end * short.MaxValue / Step) * Step);
        }

        return samples;
    }
}
