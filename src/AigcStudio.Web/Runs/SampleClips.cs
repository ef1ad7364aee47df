using System.Buffers.Binary;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Runs;

/// <summary>The clips of a sheet of sounds: one mono 16-bit WAV in which every clip has the form's length.</summary>
public sealed class SampleClips
{
    private const int HeaderBytes = 44;

    private readonly byte[] _wave;
    private readonly int _start;
    private readonly AudioForm _form;

    private SampleClips(byte[] wave, int start, int count, AudioForm form) => (_wave, _start, Count, _form) = (wave, start, count, form);

    public int Count { get; }

    /// <exception cref="InvalidDataException">It is no WAV, or its samples are fewer than one clip has.</exception>
    public static SampleClips Of(byte[] wave, AudioForm form)
    {
        var bytes = wave.AsSpan();
        if (bytes.Length < HeaderBytes || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
        {
            throw new InvalidDataException("The sheet of sounds is no WAV.");
        }

        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 4)..]);
            if (bytes.Slice(at, 4).SequenceEqual("data"u8) && length >= form.ExampleBytes && at + 8 + length <= bytes.Length)
            {
                return new SampleClips(wave, at + 8, length / form.ExampleBytes, form);
            }

            // Chunks are padded to an even length.
            at += 8 + Math.Max(0, length) + (length & 1);
        }

        throw new InvalidDataException("The sheet of sounds holds no clip.");
    }

    public SoundLook Look(int index)
    {
        var clip = Samples(index);
        var peaks = new byte[SoundLook.PeakCount];
        for (var i = 0; i < peaks.Length; i++)
        {
            var (first, end) = ((long)i * _form.Samples / peaks.Length, (i + 1L) * _form.Samples / peaks.Length);
            var peak = 0;
            for (var s = first; s < end; s++)
            {
                peak = Math.Max(peak, Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(clip[(int)(s * sizeof(short))..])));
            }

            peaks[i] = (byte)Math.Min(255, peak >> 7);
        }

        return new SoundLook((int)(_form.Samples * 1000L / _form.SampleRateHz), peaks);
    }

    /// <summary>One clip as a WAV of its own.</summary>
    public byte[] Wave(int index)
    {
        var clip = Samples(index);
        var wave = new byte[HeaderBytes + clip.Length];
        var bytes = wave.AsSpan();
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], wave.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], _form.SampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], _form.SampleRateHz * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(bytes[32..], sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(bytes[34..], 8 * sizeof(short));
        "data"u8.CopyTo(bytes[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], clip.Length);
        clip.CopyTo(bytes[HeaderBytes..]);
        return wave;
    }

    private ReadOnlySpan<byte> Samples(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _wave.AsSpan(_start + (index * _form.ExampleBytes), _form.ExampleBytes);
    }
}
