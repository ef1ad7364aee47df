using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Reports;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

public sealed class ExampleSetTests
{
    private static readonly ImageForm Form = new(1, 4, 4);

    [Fact]
    public void Items_stand_in_the_order_asked_for_and_remember_where_they_come_from()
    {
        using var scope = NewDisposeScope();
        var store = new NoisyPatterns(Form, 50);
        var set = ExampleSet.Of(store, [7, 3, 40]).Take([2, 0]);

        Assert.Equal([40, 7], set.Items);
        Assert.Equal([.. Bytes(store, 40), .. Bytes(store, 7)], set.Bytes.bytes.ToArray());
        Assert.Empty(ExampleSet.Of(Form, Bytes(store, 7)).Take([0]).Items);
    }

    [Fact]
    public void Pairs_are_compared_each_with_its_own_however_many_there_are()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (arange(70, float64), arange(70, float64) * 2);

        var sums = ExampleSet.InParts(a, b, (x, y) => (x + y).data<double>().ToArray());

        Assert.Equal(Enumerable.Range(0, 70).Select(i => 3.0 * i), sums);
    }

    [Fact]
    public void What_is_real_falls_into_three_sets_that_share_nothing()
    {
        using var scope = NewDisposeScope();
        var store = new NoisyPatterns(Form, 100);
        var sets = RealSets.Of(store, 30);

        Assert.Equal((30, 30, 20), (sets.Reference.Count, sets.Other.Count, sets.HeldOut.Count));
        Assert.DoesNotContain(sets.Reference.Items, store.IsHeldOut);
        Assert.All(sets.HeldOut.Items, i => Assert.True(store.IsHeldOut(i)));
        Assert.Empty(sets.Reference.Items.Intersect(sets.Other.Items));
        Assert.Equal(sets.HeldOut.Items, sets.Other.Items.Take(20));
        Assert.All([sets.Reference.Items, sets.Other.Items, sets.HeldOut.Items], items => Assert.Equal(items.Count, items.Distinct().Count()));
        Assert.NotEqual(sets.Reference.Items.Order(), sets.Reference.Items);
        Assert.Equal(sets.Reference.Items, RealSets.Of(store, 30).Reference.Items);
        Assert.Equal(50, RealSets.Of(store, 1000).Reference.Count);
    }

    private static byte[] Bytes(NoisyPatterns store, int item)
    {
        var bytes = new byte[Form.ExampleBytes];
        store.CopyTo(item, bytes);
        return bytes;
    }
}
