using AigcStudio.Generative.Evaluation.Texts;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation.Texts;

public sealed class CharacterCountsTests
{
    [Fact]
    public void Characters_are_counted_by_the_bins_of_the_real_texts()
    {
        var counts = new CharacterCounts(["茶茶茶", "bba𠀋", "a"], bins: 3, length: 1);

        Assert.Equal(["茶", "a", "b"], counts.Bins);
        Assert.Equal([3L, 2, 2, 1], counts.Of(["茶茶茶", "bba𠀋", "a"]));
        Assert.Equal([0L, 1, 0, 2], counts.Of(["a𠀋x", ""]));
    }

    [Fact]
    public void Pairs_do_not_reach_from_text_to_text()
    {
        var counts = new CharacterCounts(["abab", "ba"], bins: 10, length: 2);

        Assert.Equal(["ab", "ba"], counts.Bins);
        Assert.Equal([2L, 2, 0], counts.Of(["abab", "ba"]));
        Assert.Equal([0L, 0, 1], counts.Of(["aa", "b"]));
    }

    [Fact]
    public void Bins_of_nothing_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CharacterCounts(["a"], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CharacterCounts(["a"], 1, 0));
    }
}
