using System.IO.MemoryMappedFiles;
using System.Text.Json;

namespace AigcStudio.Core.Datasets;

/// <summary>
/// A memory-mapped file of prepared examples: what one family eats of one dataset version.
/// Layout, little-endian: magic <c>AIGCPAK1</c>; u32 length of the JSON header; the header; a label as i32 for each
/// example (-1 for none); a byte for each example, 1 where it is held out; then the examples one after another. It is a cache: rebuilt at will.
/// </summary>
public sealed class ExamplePack : IExampleStore, IDisposable
{
    internal static readonly byte[] Magic = "AIGCPAK1"u8.ToArray();

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int[] _labels;
    private readonly byte[] _heldOut;
    private readonly long _examplesAt;

    private ExamplePack(MemoryMappedFile file, MemoryMappedViewAccessor view, PackHeader header, int[] labels, byte[] heldOut, long examplesAt)
    {
        (_file, _view, _labels, _heldOut, _examplesAt) = (file, view, labels, heldOut, examplesAt);
        (Form, Count, Labels) = (header.Form, header.Count, header.Labels);
    }

    public ExampleForm Form { get; }

    public int Count { get; }

    public IReadOnlyList<string> Labels { get; }

    /// <summary>Opens a pack for reading.</summary>
    /// <exception cref="InvalidDataException">The file is no pack, or shorter than its header says.</exception>
    public static ExamplePack Open(string path)
    {
        var length = new FileInfo(path).Length;
        if (length == 0)
        {
            throw new InvalidDataException("An empty file is no pack.");
        }

        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        try
        {
            using var stream = file.CreateViewStream(0, length, MemoryMappedFileAccess.Read);
            using var reader = new BinaryReader(stream);
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            {
                throw new InvalidDataException("Not an example pack.");
            }

            var header = ReadHeader(reader, length);
            var examplesAt = stream.Position + ((long)header.Count * (sizeof(int) + sizeof(byte)));
            if (examplesAt + ((long)header.Count * header.Form.ExampleBytes) != length)
            {
                throw new InvalidDataException("The pack is not as long as its header says.");
            }

            var labels = new int[header.Count];
            Buffer.BlockCopy(reader.ReadBytes(header.Count * sizeof(int)), 0, labels, 0, header.Count * sizeof(int));
            var heldOut = reader.ReadBytes(header.Count);
            var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            return new ExamplePack(file, view, header, labels, heldOut, examplesAt);
        }
        catch (Exception fault)
        {
            file.Dispose();
            if (fault is JsonException or NotSupportedException or EndOfStreamException)
            {
                throw new InvalidDataException("The header of the pack cannot be read.", fault);
            }

            throw;
        }
    }

    private static PackHeader ReadHeader(BinaryReader reader, long length)
    {
        // Whatever it claims: no more is allocated than the file holds.
        var bytes = reader.ReadUInt32();
        var header = bytes <= length ? JsonSerializer.Deserialize<PackHeader>(reader.ReadBytes((int)bytes)) : null;
        return header is { Count: >= 0, Form.ExampleBytes: >= 0, Labels: not null } ? header : throw new InvalidDataException("A pack without a header.");
    }

    public int LabelOf(int index) => _labels[index];

    public bool IsHeldOut(int index) => _heldOut[index] != 0;

    public void CopyTo(int index, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, Form.ExampleBytes);
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_view.PointerOffset + _examplesAt + ((long)index * Form.ExampleBytes)), destination);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}

internal sealed record PackHeader(ExampleForm Form, int Count, IReadOnlyList<string> Labels);
