using System.Text;
using AigcStudio.Core;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>
/// A child's standard error and output in a file that cannot grow without end. A disk that refuses costs lines,
/// never the child: its output is read on, so that it does not block in a write.
/// </summary>
internal sealed class ChildLog(string path, long maxBytes) : IDisposable
{
    private static readonly byte[][] Words = [.. NoMemory.Words.Select(Encoding.UTF8.GetBytes)];

    private const int MostWords = 40;
    private const int MostOfALine = 400;

    private readonly Lock _turn = new();
    private readonly Queue<string> _lastWords = new();
    private FileStream? _file;

    /// <summary>True once a line said that memory could not be had: of CUDA, or of the host.</summary>
    public bool SaidNoMemory { get; private set; }

    /// <summary>The last lines, oldest first, each made harmless and cut to a readable length.</summary>
    public IReadOnlyList<string> LastWords
    {
        get
        {
            lock (_turn)
            {
                return _lastWords.Count == 0 ? [] : [.. _lastWords];
            }
        }
    }

    /// <summary>Copies a stream of the child until it ends, whole lines together where they fit the buffer.</summary>
    public async Task PumpAsync(Stream source)
    {
        var buffer = new byte[1 << 13];
        var held = 0;
        for (int read; (read = await source.ReadAsync(buffer.AsMemory(held))) > 0;)
        {
            held += read;
            var whole = buffer.AsSpan(0, held).LastIndexOf((byte)'\n') + 1;
            whole = whole == 0 && held == buffer.Length ? held : whole;
            Write(buffer.AsSpan(0, whole));
            buffer.AsSpan(whole, held - whole).CopyTo(buffer);
            held -= whole;
        }

        Write(buffer.AsSpan(0, held));
    }

    public void Dispose() => _file?.Dispose();

    private void Write(ReadOnlySpan<byte> lines)
    {
        lock (_turn)
        {
            foreach (var words in Words)
            {
                SaidNoMemory |= lines.IndexOf(words) >= 0;
            }

            Remember(lines);
            try
            {
                StartAgainWhenFull(lines.Length);
                _file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                _file.Write(lines);
            }
            catch (IOException)
            {
                _file?.Dispose();
                _file = null;
            }
        }
    }

    private void Remember(ReadOnlySpan<byte> lines)
    {
        foreach (var part in lines.Split((byte)'\n'))
        {
            var line = lines[part];
            var text = OneLine.Of(Encoding.UTF8.GetString(line[..Math.Min(line.Length, 4 * MostOfALine)]), MostOfALine);
            if (text.Length > 0)
            {
                _lastWords.Enqueue(text);
            }
        }

        while (_lastWords.Count > MostWords)
        {
            _lastWords.Dequeue();
        }
    }

    // Two files of half the size each: the newest half is never lost.
    private void StartAgainWhenFull(int coming)
    {
        if (_file is not null && _file.Length + coming > maxBytes / 2)
        {
            _file.Dispose();
            _file = null;
            File.Move(path, path + ".1", overwrite: true);
        }
    }
}
