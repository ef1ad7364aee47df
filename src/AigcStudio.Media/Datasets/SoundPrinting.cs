using System.Buffers.Binary;
using System.Numerics;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Media.Datasets;

/// <summary>Takes the <see cref="SoundPrint"/> of a sound whose silence at both ends was cut off.</summary>
internal static class SoundPrinting
{
    private const int Bands = 17;
    private const int Step = 2;

    // 128 ms and 16 ms at 16 kHz: windows that overlap by seven eighths change slowly, so that a print may be 8 ms beside its place.
    private const int WindowMilliseconds = 128;
    private const int HopMilliseconds = 16;

    // Quieter than this below the loudest band is noise of a coder, whose steps mean nothing.
    private const double FloorDb = 50;

    public static byte[] Of(ReadOnlySpan<float> sound, int rateHz)
    {
        var (window, hop) = ((int)BitOperations.RoundUpToPowerOf2((uint)(rateHz * WindowMilliseconds / 1000)), rateHz * HopMilliseconds / 1000);
        var frames = sound.Length < window ? 0 : Math.Min(SoundPrint.MostFrames + Step, ((sound.Length - window) / hop) + 1);
        var levels = new double[frames][];
        var bands = MelBands.Of(Bands, window, rateHz);
        for (var f = 0; f < frames; f++)
        {
            levels[f] = MelBands.Energy(sound.Slice(f * hop, window), bands, Bands);
        }

        ToDecibels(levels);
        var print = new byte[Math.Max(0, frames - Step) * SoundPrint.FrameBytes];
        for (var f = 0; f + Step < frames; f++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(print.AsSpan(f * SoundPrint.FrameBytes), Bits(levels[f], levels[f + Step]));
        }

        return print;
    }

    private static void ToDecibels(double[][] levels)
    {
        var floor = levels.Select(l => l.Max()).DefaultIfEmpty().Max() * Math.Pow(10, -FloorDb / 10);
        foreach (var level in levels)
        {
            for (var b = 0; b < Bands; b++)
            {
                level[b] = 10 * Math.Log10(Math.Max(level[b], floor) + double.Epsilon);
            }
        }
    }

    private static ushort Bits(double[] before, double[] after)
    {
        var bits = 0;
        for (var b = 0; b + 1 < Bands; b++)
        {
            bits |= after[b + 1] - after[b] > before[b + 1] - before[b] ? 1 << b : 0;
        }

        return (ushort)bits;
    }
}
