using System.Text;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>Lines of a text of any length: of a line beyond the cap only its beginning is held. Lines end with LF, CR LF or CR.</summary>
internal sealed class BoundedLines(TextReader source, int maxCharacters)
{
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _line = new();
    private int _next;
    private int _count;
    private bool _afterReturn;

    /// <summary>Characters of the line that was read last, also those that were not held.</summary>
    public long Length { get; private set; }

    public bool IsTooLong => Length > maxCharacters;

    /// <returns>The next line without its end, at most the cap; null at the end.</returns>
    public string? Read()
    {
        _line.Clear();
        Length = 0;
        while (Fill())
        {
            var rest = _buffer.AsSpan(_next, _count - _next);
            var end = rest.IndexOfAny('\n', '\r');
            Hold(end < 0 ? rest : rest[..end]);
            _next += end < 0 ? rest.Length : end + 1;
            if (end >= 0)
            {
                _afterReturn = rest[end] == '\r';
                return _line.ToString();
            }
        }

        return Length > 0 ? _line.ToString() : null;
    }

    private void Hold(ReadOnlySpan<char> part)
    {
        Length += part.Length;
        _line.Append(part[..Math.Min(part.Length, maxCharacters - _line.Length)]);
    }

    private bool Fill()
    {
        while (true)
        {
            if (_next == _count)
            {
                (_next, _count) = (0, source.Read(_buffer));
                if (_count == 0)
                {
                    return false;
                }
            }

            if (!_afterReturn || _buffer[_next] != '\n')
            {
                _afterReturn = false;
                return true;
            }

            (_afterReturn, _next) = (false, _next + 1);
        }
    }
}
