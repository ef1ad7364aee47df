using System.Buffers;
using System.Text;
using System.Text.Unicode;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>
/// Reads a file as UTF-8, or as UTF-16 where a byte order mark says so, and refuses what is neither, naming the byte.
/// It holds 64 KiB of the file at a time.
/// </summary>
internal sealed class StrictText : TextReader
{
    private readonly Stream _stream;
    private readonly bool _wasUtf16;
    private readonly bool _cutShort;
    private readonly byte[] _bytes = new byte[1 << 16];
    private readonly char[] _characters = new char[1 << 16];
    private int _from;
    private int _to;
    private int _next;
    private int _count;
    private long _offset;
    private bool _ended;
    private ImportException? _fault;

    /// <param name="stream">Disposed with the reader.</param>
    /// <param name="cutShort">True where the stream ends somewhere in the file, perhaps within a character.</param>
    public StrictText(Stream stream, bool cutShort = false)
    {
        Span<byte> mark = stackalloc byte[3];
        var length = stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        (var skip, _wasUtf16, var bigEndian) = mark[..length] switch
        {
            [0xEF, 0xBB, 0xBF] => (3, false, false),
            [0xFF, 0xFE, ..] => (2, true, false),
            [0xFE, 0xFF, ..] => (2, true, true),
            _ => (0, false, false),
        };
        stream.Position = skip;
        (_offset, _cutShort) = (skip, cutShort);
        _stream = _wasUtf16
            ? Encoding.CreateTranscodingStream(stream, new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: !cutShort), Encoding.UTF8)
            : stream;
    }

    public override int Peek() => Fill() ? _characters[_next] : -1;

    public override int Read() => Fill() ? _characters[_next++] : -1;

    /// <exception cref="ImportException"><c>import.text.notUtf8</c> with the offset of the byte, or <c>import.text.notUtf16</c>.</exception>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (!Fill())
        {
            return 0;
        }

        var taken = Math.Min(buffer.Length, _count - _next);
        _characters.AsSpan(_next, taken).CopyTo(buffer);
        _next += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <returns>False at the end.</returns>
    private bool Fill()
    {
        while (_next == _count && !_ended)
        {
            if (_fault is not null)
            {
                throw _fault;
            }

            ReadBytes();
            var status = Utf8.ToUtf16(_bytes.AsSpan(_from, _to - _from), _characters, out var read, out _count, replaceInvalidSequences: false, _ended);
            (_from, _next, _offset) = (_from + read, 0, _offset + read);
            if (status == OperationStatus.InvalidData && !(_ended && _cutShort))
            {
                // What came before the byte is given out first.
                _fault = _wasUtf16 ? new ImportException("import.text.notUtf16") : new ImportException("import.text.notUtf8", _offset);
                _ended = false;
            }
        }

        return _next < _count;
    }

    private void ReadBytes()
    {
        _bytes.AsSpan(_from, _to - _from).CopyTo(_bytes);
        (_from, _to) = (0, _to - _from);
        try
        {
            var read = _stream.Read(_bytes.AsSpan(_to));
            (_to, _ended) = (_to + read, read == 0);
        }
        catch (DecoderFallbackException)
        {
            throw new ImportException("import.text.notUtf16");
        }
    }
}
