namespace AigcStudio.Media.Datasets;

/// <summary>
/// The difference hash (dHash): the picture's luma averaged to 9x8 cells; each bit says whether a cell is darker than
/// its right neighbour, row by row, the first in the highest bit. Built while rows come in from the top.
/// </summary>
internal sealed class DifferenceHash(int width, int height)
{
    private const int Columns = 9;
    private const int Rows = 8;

    private readonly double[,] _sums = new double[Rows, Columns];
    private readonly long[,] _counts = new long[Rows, Columns];

    /// <param name="top">Row number of the first row given.</param>
    /// <param name="rgb">Whole rows, three bytes a pixel.</param>
    public void Add(int top, ReadOnlySpan<byte> rgb)
    {
        for (var y = 0; y < rgb.Length / 3 / width; y++)
        {
            var row = rgb.Slice(y * width * 3, width * 3);
            var (firstRow, lastRow) = Cells(top + y, height, Rows);
            for (var x = 0; x < width; x++)
            {
                var luma = Luma.Of(row[x * 3], row[(x * 3) + 1], row[(x * 3) + 2]);
                var (firstColumn, lastColumn) = Cells(x, width, Columns);
                for (var r = firstRow; r <= lastRow; r++)
                {
                    for (var c = firstColumn; c <= lastColumn; c++)
                    {
                        _sums[r, c] += luma;
                        _counts[r, c]++;
                    }
                }
            }
        }
    }

    public ulong Finish()
    {
        var hash = 0UL;
        for (var r = 0; r < Rows; r++)
        {
            for (var c = 0; c + 1 < Columns; c++)
            {
                hash = (hash << 1) | (_sums[r, c] / _counts[r, c] < _sums[r, c + 1] / _counts[r, c + 1] ? 1UL : 0UL);
            }
        }

        return hash;
    }

    // Cell i covers [i * size / cells, (i + 1) * size / cells): in a picture smaller than the grid one pixel fills several cells.
    private static (int First, int Last) Cells(int at, int size, int cells)
    {
        var first = (int)((long)at * cells / size);
        var last = (int)((((long)(at + 1) * cells) - 1) / size);
        return (first, Math.Max(first, size < cells ? last : first));
    }
}
