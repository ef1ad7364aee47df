using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>
/// Nearest rows by Euclidean distance. Found by |x|^2 + |y|^2 - 2 x.y, a product of matrices, in double precision and a block of both sets at a
/// time (32 MB for each of a handful of tensors); the distance of the one found is then taken from the difference itself, as that of a copy would
/// drown in the rounding of the norms.
/// </summary>
public static class Nearest
{
    private const long BlockNumbers = 4_000_000;

    // Of the squared norms: rows this near are one item twice.
    private const double Equal = 1e-12;

    /// <param name="items"><c>[N, D]</c>.</param>
    /// <param name="others"><c>[M, D]</c>.</param>
    /// <returns>For each item its nearest other; of equally near ones any.</returns>
    /// <exception cref="ArgumentException">The shapes are others, or one set is empty.</exception>
    public static IReadOnlyList<Neighbour> Of(Tensor items, Tensor others)
    {
        using var scope = NewDisposeScope();
        Check(items, others);
        return Find(items, others, skipEqual: false);
    }

    /// <summary>For some rows of a set the nearest other row of it that is not equal: infinitely far where there is none.</summary>
    /// <param name="items"><c>[M, D]</c>.</param>
    /// <exception cref="ArgumentException">The shape is another.</exception>
    public static IReadOnlyList<Neighbour> Within(Tensor items, IReadOnlyList<int> rows)
    {
        using var scope = NewDisposeScope();
        Check(items, items);
        using var chosen = tensor(rows.Select(r => (long)r).ToArray()).to(items.device);
        return rows.Count == 0 ? [] : Find(items.index_select(0, chosen), items, skipEqual: true);
    }

    private static Neighbour[] Find(Tensor items, Tensor others, bool skipEqual)
    {
        var found = Enumerable.Repeat(new Neighbour(0, double.PositiveInfinity), (int)items.shape[0]).ToArray();
        var rows = Math.Max(1, BlockNumbers / others.shape[1]);
        for (var from = 0L; from < others.shape[0]; from += rows)
        {
            using var scope = NewDisposeScope();
            Improve(found, items, others.slice(0, from, Math.Min(from + rows, others.shape[0]), 1).to(float64).cpu(), from, skipEqual);
        }

        return found;
    }

    private static void Improve(Neighbour[] found, Tensor items, Tensor others, long first, bool skipEqual)
    {
        var norms = others.square().sum(1);                                                    // [M]
        var rows = Math.Max(1, BlockNumbers / Math.Max(others.shape[0], others.shape[1]));
        for (var from = 0L; from < items.shape[0]; from += rows)
        {
            using var scope = NewDisposeScope();
            var block = items.slice(0, from, Math.Min(from + rows, items.shape[0]), 1).to(float64).cpu();
            var both = block.square().sum(1, keepdim: true) + norms;                           // [rows, M]
            var squares = both - (block.matmul(others.t()) * 2);
            if (skipEqual)
            {
                squares.masked_fill_(squares <= both * Equal, double.PositiveInfinity);
            }

            var (least, index) = squares.min(1);
            var exact = (block - others.index_select(0, index)).square().sum(1).sqrt();
            var (places, distances) = (index.data<long>().ToArray(), where(least.isinf(), least, exact).data<double>().ToArray());
            for (var i = 0; i < places.Length; i++)
            {
                if (distances[i] < found[from + i].Distance)
                {
                    found[from + i] = new Neighbour((int)(first + places[i]), distances[i]);
                }
            }
        }
    }

    private static void Check(Tensor items, Tensor others)
    {
        if (items.dim() != 2 || others.dim() != 2 || items.shape[1] != others.shape[1] || items.numel() == 0 || others.numel() == 0)
        {
            throw new ArgumentException(
                $"Sets are [N, D] and [M, D] and not empty; here are [{string.Join(", ", items.shape)}] and [{string.Join(", ", others.shape)}].");
        }
    }
}
