using AigcStudio.Generative.Evaluation.Copies;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Copies;

public sealed class NearestTests
{
    private const int Width = 8;

    [Fact]
    public void The_nearest_is_that_of_a_search_one_by_one()
    {
        using var scope = NewDisposeScope();
        var (items, others) = (Made(1, 37), Made(2, 53));

        Assert.Equal(Search(items, others, (_, _) => true), Nearest.Of(items, others), Near);
        Assert.Equal(Search(others, others, (i, j) => i != j), Nearest.Within(others, [.. Enumerable.Range(0, 53)]), Near);
    }

    [Fact]
    public void Blocks_of_rows_join_in_order()
    {
        using var scope = NewDisposeScope();

        // 4,000,000 numbers a block: 400 rows of 10,000, then 5.
        var others = arange(10_000, ScalarType.Float32).unsqueeze(1);
        var items = arange(405, ScalarType.Float32).unsqueeze(1) + 0.25f;

        Assert.Equal(Enumerable.Range(0, 405).Select(i => new Neighbour(i, 0.25)), Nearest.Of(items, others));
    }

    [Fact]
    public void The_nearest_is_found_in_whichever_block_of_the_others_it_lies()
    {
        using var scope = NewDisposeScope();

        // 4,000,000 numbers a block: 4 rows of 1,000,000.
        var others = arange(9, ScalarType.Byte).unsqueeze(1).expand(9, 1_000_000).contiguous();
        var items = others.index_select(0, tensor(new long[] { 8, 0, 5 })).to(ScalarType.Float32) + 0.25f;

        Assert.Equal([8, 0, 5], Nearest.Of(items, others).Select(n => n.Index));
        Assert.Equal([new Neighbour(3, 1000), new Neighbour(7, 1000)], Nearest.Within(others, [4, 8]));
    }

    [Fact]
    public void A_tiny_distance_between_large_numbers_is_not_lost()
    {
        using var scope = NewDisposeScope();
        var others = (Made(1, 5) * 1000) + 1e4;
        var found = Nearest.Of(others + 1e-9, others);

        Assert.Equal([0, 1, 2, 3, 4], found.Select(f => f.Index));
        Assert.All(found, f => Assert.Equal(1e-9 * Math.Sqrt(Width), f.Distance, 1e-10));
    }

    [Fact]
    public void Rows_that_stand_twice_are_not_their_own_neighbours()
    {
        using var scope = NewDisposeScope();
        var items = tensor(new double[,] { { 0, 0 }, { 3, 4 }, { 0, 0 } });

        Assert.Equal([new Neighbour(1, 5), new Neighbour(1, 5)], Nearest.Within(items, [0, 2]));
        Assert.Equal(double.PositiveInfinity, Assert.Single(Nearest.Within(ones(3, 2), [1])).Distance);
    }

    [Fact]
    public void Sets_that_cannot_be_compared_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => Nearest.Of(zeros(3, 2), zeros(3, 4)));
        Assert.Throws<ArgumentException>(() => Nearest.Of(zeros(3, 2), zeros(0, 2)));
    }

    private static bool Near(Neighbour a, Neighbour b) => a.Index == b.Index && Math.Abs(a.Distance - b.Distance) < 1e-12;

    private static Tensor Made(int seed, int count)
    {
        using var random = new Generator((ulong)seed, CPU);
        return randn([count, Width], ScalarType.Float64, generator: random);
    }

    private static IEnumerable<Neighbour> Search(Tensor items, Tensor others, Func<int, int, bool> allowed)
    {
        var (a, b) = (Rows(items), Rows(others));
        return a.Select((x, i) => b.Select((y, j) => new Neighbour(j, Math.Sqrt(x.Zip(y, (p, q) => (p - q) * (p - q)).Sum())))
            .Where(n => allowed(i, n.Index)).MinBy(n => n.Distance));
    }

    private static List<double[]> Rows(Tensor items) => [.. items.data<double>().ToArray().Chunk(Width)];
}
