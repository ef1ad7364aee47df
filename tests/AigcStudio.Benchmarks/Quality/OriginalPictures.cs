using System.IO.Compression;
using AigcStudio.Core.Datasets;
using AigcStudio.Media;
using AigcStudio.Media.Datasets;
using static TorchSharp.torch;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>The pictures of a ZIP, in the order of their names, as the studio's own decoder gives them: large, and small to be enlarged.</summary>
internal sealed class OriginalPictures : IExampleStore
{
    internal const int Side = 128;
    private const int SmallSide = 32;
    private static readonly ImageForm SmallForm = new(3, SmallSide, SmallSide);

    private readonly List<byte[]> _large = [];
    private readonly List<byte[]> _small = [];

    public ExampleForm Form { get; } = new ImageForm(3, Side, Side);

    public int Count => _large.Count;

    public IReadOnlyList<string> Labels => [];

    internal static OriginalPictures Read(string zipPath)
    {
        Vips.Prepare();
        var pictures = new OriginalPictures();
        var file = Path.GetTempFileName();
        using var zip = ZipFile.OpenRead(zipPath);
        foreach (var entry in zip.Entries.Where(e => e.Length > 0).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            entry.ExtractToFile(file, overwrite: true);
            pictures._large.Add(Decoded(file, (ImageForm)pictures.Form));
            pictures._small.Add(Decoded(file, SmallForm));
        }

        File.Delete(file);
        return pictures;
    }

    public int LabelOf(int index) => -1;

    public bool IsHeldOut(int index) => index % 5 == 4;

    public void CopyTo(int index, Span<byte> destination) => _large[index].CopyTo(destination);

    internal Tensor Originals(IReadOnlyList<int> places) => Tensors(_large, places, Side);

    internal Tensor Small(IReadOnlyList<int> places) => Tensors(_small, places, SmallSide);

    private static Tensor Tensors(List<byte[]> from, IReadOnlyList<int> places, int side)
    {
        var pictures = empty([places.Count, 3, side, side], ScalarType.Byte);
        places.SelectMany(p => from[p]).ToArray().CopyTo(pictures.bytes);
        return pictures;
    }

    private static byte[] Decoded(string file, ImageForm form)
    {
        var example = new byte[form.ExampleBytes];
        PictureDecoding.Decode(file, form, example);
        return example;
    }
}
