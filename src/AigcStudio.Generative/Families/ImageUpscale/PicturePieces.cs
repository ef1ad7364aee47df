using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageUpscale;

/// <summary>Cuts a piece out of each original and the same piece out of what shrinking leaves of it, both turned and mirrored by chance.</summary>
internal static class PicturePieces
{
    // Mirrored left to right, mirrored top to bottom, rows for columns: together the eight ways to lay a square.
    private const int Ways = 8;

    /// <param name="originals">Bytes, <c>[N, C, H, W]</c>.</param>
    /// <param name="crop">Side of a piece of the small picture, px; no longer than its shorter side.</param>
    /// <returns>Both in [0, 1]: <c>[N, C, crop, crop]</c> and <c>[N, C, factor crop, factor crop]</c>.</returns>
    internal static (Tensor Small, Tensor Large) Cut(Tensor originals, int factor, int crop, Generator random)
    {
        using var scope = NewDisposeScope();
        var small = PictureShrink.Of(originals, factor);
        var count = (int)originals.shape[0];
        var rows = Chances(small.shape[2] - crop + 1, count, random);
        var columns = Chances(small.shape[3] - crop + 1, count, random);
        var ways = Chances(Ways, count, random);
        var smalls = Enumerable.Range(0, count).Select(i => Laid(Piece(small[i], rows[i], columns[i], crop), ways[i])).ToList();
        var larges = Enumerable.Range(0, count).Select(i => Laid(Piece(originals[i], rows[i] * factor, columns[i] * factor, crop * factor), ways[i])).ToList();
        return (Unit(stack(smalls)).MoveToOuterDisposeScope(), Unit(stack(larges)).MoveToOuterDisposeScope());
    }

    private static Tensor Unit(Tensor levels) => levels.to(float32).div_(255f);

    private static long[] Chances(long below, int count, Generator random) => randint(below, [count], int64, generator: random).data<long>().ToArray();

    private static Tensor Piece(Tensor picture, long row, long column, long side) =>
        picture.slice(1, row, row + side, 1).slice(2, column, column + side, 1);

    private static Tensor Laid(Tensor piece, long way)
    {
        var mirrored = (way & 1) == 0 ? piece : piece.flip(2);
        var upended = (way & 2) == 0 ? mirrored : mirrored.flip(1);
        return (way & 4) == 0 ? upended : upended.transpose(1, 2);
    }
}
