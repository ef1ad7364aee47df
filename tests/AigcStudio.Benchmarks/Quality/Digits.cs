using System.Buffers.Binary;
using System.IO.Compression;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>A stretch of the MNIST test file (10,000 digits) as a store: one for the judge, another for the generator.</summary>
internal sealed class Digits : IExampleStore
{
    private const int Side = 28;

    private readonly byte[] _pictures;
    private readonly byte[] _labels;

    private readonly int _heldOutFrom;

    private Digits(byte[] pictures, byte[] labels, int heldOutFrom) => (_pictures, _labels, _heldOutFrom) = (pictures, labels, heldOutFrom);

    public ExampleForm Form { get; } = new ImageForm(1, Side, Side);

    public int Count => _labels.Length;

    public IReadOnlyList<string> Labels { get; } = [.. Enumerable.Range(0, 10).Select(i => $"{i}")];

    /// <param name="folder">Holds <c>t10k-images-idx3-ubyte.gz</c> and <c>t10k-labels-idx1-ubyte.gz</c>.</param>
    /// <param name="heldOut">How many at the end are held out.</param>
    internal static Digits Read(string folder, int first, int count, int heldOut = 0)
    {
        var pictures = Unpack(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), 0x803, 16);
        var labels = Unpack(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"), 0x801, 8);
        return new Digits(pictures.AsSpan(first * Side * Side, count * Side * Side).ToArray(), labels.AsSpan(first, count).ToArray(), count - heldOut);
    }

    public int LabelOf(int index) => _labels[index];

    public bool IsHeldOut(int index) => index >= _heldOutFrom;

    public void CopyTo(int index, Span<byte> destination) => _pictures.AsSpan(index * Side * Side, Side * Side).CopyTo(destination);

    /// <summary>All pictures, one after another.</summary>
    internal ReadOnlySpan<byte> Pictures => _pictures;

    private static byte[] Unpack(string path, int magic, int headerBytes)
    {
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        {
            gzip.CopyTo(unpacked);
        }

        var bytes = unpacked.ToArray();
        return BinaryPrimitives.ReadInt32BigEndian(bytes) == magic ? bytes[headerBytes..] : throw new InvalidDataException(path);
    }
}
