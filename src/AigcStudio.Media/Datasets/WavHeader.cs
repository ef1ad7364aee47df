using System.Buffers.Binary;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Media.Datasets;

/// <summary>What a WAV file says of itself (RIFF/WAVE, Microsoft 1994; WAVE_FORMAT_EXTENSIBLE, 2001), checked against its length.</summary>
/// <param name="Float">IEEE numbers of 32 or 64 bits; whole numbers of 8, 16, 24 or 32 bits otherwise.</param>
/// <param name="DataBytes">Whole frames only.</param>
internal sealed record WavHeader(bool Float, int Channels, int RateHz, int Bits, long DataAt, long DataBytes)
{
    public const int LowestRateHz = 4_000;
    public const int HighestRateHz = 384_000;
    private const int MostChannels = 32;
    private const int MostChunks = 1_000;
    private const ushort Pcm = 1;
    private const ushort IeeeFloat = 3;
    private const ushort Extensible = 0xFFFE;
    private const uint Unknown = uint.MaxValue;

    /// <summary>Bytes of one sample of every channel.</summary>
    public int FrameBytes => Channels * Bits / 8;

    public long Frames => DataBytes / FrameBytes;

    /// <exception cref="ImportException"><c>import.sound.damaged</c>, <c>truncated</c>, <c>refusedKind</c>, <c>channels</c>, <c>rate</c>.</exception>
    public static WavHeader Read(Stream file)
    {
        WavHeader? format = null;
        Span<byte> head = stackalloc byte[8];
        file.Position = 12;
        for (var chunk = 0; chunk < MostChunks; chunk++)
        {
            if (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) < 8)
            {
                break;
            }

            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head.StartsWith("fmt "u8))
            {
                format = Format(file, size);
            }
            else if (head.StartsWith("data"u8))
            {
                return (format ?? throw SoundFile.Damaged()).WithData(file.Position, size, file.Length);
            }
            else if (file.Position + size + (size & 1) > file.Length)
            {
                break;
            }
            else
            {
                file.Position += size + (size & 1);
            }
        }

        throw SoundFile.Damaged();
    }

    // A program that streams does not know the size when it writes the header: all ones, or nothing, mean "to the end".
    private WavHeader WithData(long at, uint size, long length)
    {
        var left = length - at;
        var streamed = size is Unknown or Unknown - 36 or Unknown - 44 || (size == 0 && left > 0);
        return !streamed && size > left ? throw new ImportException("import.sound.truncated")
            : this with { DataAt = at, DataBytes = (streamed ? left : size) / FrameBytes * FrameBytes };
    }

    private static WavHeader Format(Stream file, uint size)
    {
        var at = file.Position;
        if (size is < 16 or > 4096 || at + size > file.Length)
        {
            throw SoundFile.Damaged();
        }

        var bytes = new byte[size];
        file.ReadExactly(bytes);
        file.Position = at + size + (size & 1);
        var coding = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        if (coding == Extensible)
        {
            // The first two bytes of the sub-format's GUID are the old coding.
            coding = size >= 40 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(24)) : throw SoundFile.Damaged();
        }

        return Check(
            coding,
            BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2)),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(12)),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(14)));
    }

    private static WavHeader Check(ushort coding, int channels, uint rate, int frameBytes, int bits)
    {
        if (coding is not (Pcm or IeeeFloat))
        {
            throw new ImportException("import.sound.refusedKind", $"WAV (0x{coding:X4})");
        }

        if (channels is < 1 or > MostChannels)
        {
            throw new ImportException("import.sound.channels", channels, MostChannels);
        }

        if (rate is < LowestRateHz or > HighestRateHz)
        {
            throw new ImportException("import.sound.rate", rate, LowestRateHz, HighestRateHz);
        }

        var known = coding == Pcm ? bits is 8 or 16 or 24 or 32 : bits is 32 or 64;
        return known && frameBytes == channels * bits / 8
            ? new WavHeader(coding == IeeeFloat, channels, (int)rate, bits, 0, 0)
            : throw SoundFile.Damaged();
    }
}
