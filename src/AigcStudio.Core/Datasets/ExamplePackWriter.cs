using System.Text.Json;

namespace AigcStudio.Core.Datasets;

/// <summary>Writes an <see cref="ExamplePack"/>; the caller puts the finished file in its place.</summary>
public sealed class ExamplePackWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly ExampleForm _form;
    private readonly int _count;
    private int _written;

    /// <param name="stream">Where the pack goes; disposed with the writer.</param>
    /// <param name="form">The form of every example.</param>
    /// <param name="labelNames">Names of the labels; empty for none.</param>
    /// <param name="labels">Index into the names for each example, -1 for none.</param>
    /// <param name="heldOut">For each example whether it is kept out of training.</param>
    public ExamplePackWriter(
        Stream stream, ExampleForm form, IReadOnlyList<string> labelNames, IReadOnlyList<int> labels, IReadOnlyList<bool> heldOut)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(heldOut.Count, labels.Count);
        (_stream, _form, _count) = (stream, form, labels.Count);
        var header = JsonSerializer.SerializeToUtf8Bytes(new PackHeader(form, _count, labelNames));
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(ExamplePack.Magic);
        writer.Write((uint)header.Length);
        writer.Write(header);
        foreach (var label in labels)
        {
            writer.Write(label);
        }

        foreach (var held in heldOut)
        {
            writer.Write((byte)(held ? 1 : 0));
        }
    }

    /// <summary>Appends the next example, in the order of the labels.</summary>
    public void Add(ReadOnlySpan<byte> example)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(example.Length, _form.ExampleBytes);
        _stream.Write(example);
        _written++;
    }

    /// <summary>Checks that every example came and flushes.</summary>
    /// <exception cref="InvalidOperationException">Fewer or more examples than labels were added.</exception>
    public void Complete()
    {
        if (_written != _count)
        {
            throw new InvalidOperationException($"{_written} of {_count} examples were written.");
        }

        _stream.Flush();
    }

    public void Dispose() => _stream.Dispose();
}
