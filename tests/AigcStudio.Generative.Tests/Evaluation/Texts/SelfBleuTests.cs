using AigcStudio.Generative.Evaluation.Texts;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation.Texts;

/// <summary>The figure is that of another program of the formula (Python, references one by one, counts in tuples) on the same texts.</summary>
public sealed class SelfBleuTests
{
    private static readonly string[] Menu =
    [
        "the warm tea is on the table", "the warm tea is in the cup", "a cup of warm tea, a cup of milk", "Fresh bread",
        "the bread is fresh and the tea is warm today", "nothing here resembles others", "the the the the",
    ];

    [Fact]
    public void Self_bleu_is_that_of_another_program()
    {
        Assert.Equal(0.16599232362777303, SelfBleu.Of(Menu, seed: 1), 1e-12);
        Assert.Equal(0.16599232362777303, SelfBleu.Of([.. Menu, "", " . "], seed: 2), 1e-12);
    }

    [Fact]
    public void Equal_texts_have_one_and_texts_without_a_common_word_nothing()
    {
        Assert.Equal(1, SelfBleu.Of([Menu[0], Menu[0], Menu[0]], seed: 1), 1e-12);
        Assert.Equal(0, SelfBleu.Of(["one two", "three four"], seed: 1));
    }

    [Fact]
    public void Of_many_texts_two_hundred_are_chosen_by_the_seed()
    {
        var texts = Enumerable.Range(0, 1000).Select(i => $"tea number {i % 7} of {i % 40} for table {i % 9}").ToList();

        Assert.Equal(SelfBleu.Of(texts, seed: 1), SelfBleu.Of(texts, seed: 1));
        Assert.Equal(SelfBleu.Of(texts, seed: 1), SelfBleu.Of(texts, seed: 2), 0.05);
        Assert.NotEqual(SelfBleu.Of(texts, seed: 1), SelfBleu.Of(texts, seed: 2));
    }

    [Fact]
    public void One_text_has_no_others() => Assert.Throws<ArgumentException>(() => SelfBleu.Of(["tea", ""], seed: 1));
}
