using System.IO.Compression;
using System.Text;
using NetVips;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>
/// Draws "Nordlys Tea House", the made-up brand of a first start: pictures of 64 x 64 in six labelled kinds, as a zip
/// whose folders are the labels. One seed a picture and no clock: the same bytes every time.
/// </summary>
internal static class DemoBrand
{
    private const int KindStride = 100_003;

    private static readonly (string Name, Func<Palette, Dice, string> Draw)[] Kinds =
    [
        ("cup", StillLife.Cup), ("teapot", StillLife.Teapot), ("leaf", Garden.Leaf),
        ("citrus", Garden.Citrus), ("berries", Garden.Berries), ("sunrise", Garden.Sunrise),
    ];

    /// <param name="path">The zip to write.</param>
    /// <param name="perKind">Pictures of each kind.</param>
    public static void Write(string path, int perKind)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            for (var number = 0; number < perKind; number++)
            {
                var entry = zip.CreateEntry($"{Kinds[kind].Name}/{number:000}.png", CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(Draw(kind, number));
            }
        }
    }

    private static byte[] Draw(int kind, int number)
    {
        var dice = new Dice((kind * KindStride) + number);
        var palette = dice.OneOf(Palette.Brand);
        var svg = Scene.Svg(palette, Kinds[kind].Draw(palette, dice));
        using var drawn = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(svg));
        using var opaque = drawn.Flatten();
        return opaque.PngsaveBuffer(compression: 9, filter: Enums.ForeignPngFilter.All, keep: Enums.ForeignKeep.None);
    }
}
