using System.Buffers.Binary;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Media.Datasets;

/// <summary>The samples of a WAV file, block by block, channels averaged to one; full scale is 1.</summary>
internal sealed class WavSamples : IDisposable
{
    private const int FramesPerBlock = 4096;

    // A float beyond this is no sound: 40 dB over full scale.
    private const double Absurd = 100;

    private readonly FileStream _file;
    private readonly byte[] _bytes;
    private long _left;

    /// <exception cref="ImportException"><c>import.sound.*</c>: what is wrong with the header.</exception>
    public WavSamples(string path)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            Header = WavHeader.Read(_file);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        _file.Position = Header.DataAt;
        _bytes = new byte[FramesPerBlock * Header.FrameBytes];
        _left = Header.Frames;
        Block = new float[FramesPerBlock];
    }

    public WavHeader Header { get; }

    /// <summary>What <see cref="Read"/> filled.</summary>
    public float[] Block { get; }

    /// <returns>How many samples of <see cref="Block"/> are filled; 0 at the end.</returns>
    /// <exception cref="ImportException"><c>import.sound.notANumber</c>, <c>import.sound.damaged</c>.</exception>
    public int Read()
    {
        var frames = (int)Math.Min(_left, FramesPerBlock);
        var bytes = _bytes.AsSpan(0, frames * Header.FrameBytes);
        _file.ReadExactly(bytes);
        _left -= frames;
        for (var i = 0; i < frames; i++)
        {
            Block[i] = Mix(bytes.Slice(i * Header.FrameBytes, Header.FrameBytes));
        }

        return frames;
    }

    public void Dispose() => _file.Dispose();

    private float Mix(ReadOnlySpan<byte> frame)
    {
        var (sum, width) = (0.0, Header.Bits / 8);
        for (var c = 0; c < Header.Channels; c++)
        {
            sum += One(frame[(c * width)..]);
        }

        var mixed = sum / Header.Channels;
        return !double.IsFinite(mixed) ? throw new ImportException("import.sound.notANumber")
            : Math.Abs(mixed) > Absurd ? throw SoundFile.Damaged()
            : (float)mixed;
    }

    // 8 bits are unsigned around 128, all wider ones signed.
    private double One(ReadOnlySpan<byte> at) => (Header.Float, Header.Bits) switch
    {
        (true, 32) => BinaryPrimitives.ReadSingleLittleEndian(at),
        (true, _) => BinaryPrimitives.ReadDoubleLittleEndian(at),
        (_, 8) => (at[0] - 128) / 128.0,
        (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(at) / 32768.0,
        (_, 24) => ((at[0] << 8) | (at[1] << 16) | (at[2] << 24)) / 2147483648.0,
        _ => BinaryPrimitives.ReadInt32LittleEndian(at) / 2147483648.0,
    };
}
