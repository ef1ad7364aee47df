using AigcStudio.Generative.Evaluation.Texts;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation.Texts;

public sealed class WordsTests
{
    [Theory]
    [InlineData("The tea, the 2nd CUP.", "the tea the 2nd cup")]
    [InlineData("don't", "don t")]
    [InlineData("新茶 is new茶!", "新 茶 is new 茶")]
    [InlineData("二〇二六年ラテ", "二 〇 二 六 年 ラ テ")]
    [InlineData("따뜻한 차", "따뜻한 차")]
    [InlineData("กี่คน", "กี่ ค น")]
    [InlineData("re\u0301sume\u0301 𠀋b", "re\u0301sume\u0301 𠀋 b")]
    [InlineData(" .,- ", "")]
    public void Words_are_runs_of_letters_and_characters_where_no_spaces_are_written(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Of(text)));

    [Fact]
    public void Distinct_runs_are_counted_by_hand()
    {
        // a b a b | a b c: 7 words of which 3 differ, 5 pairs of which ab, ba, bc differ.
        string[] texts = ["a b a b", "A, B, c."];

        Assert.Equal(3.0 / 7, DistinctN.Of(texts, 1), 1e-12);
        Assert.Equal(3.0 / 5, DistinctN.Of(texts, 2), 1e-12);
        Assert.Equal(4.0 / 6, DistinctN.Of(["好茶好茶", "新茶"], 1) + (1.0 / 6), 1e-12);
    }

    [Fact]
    public void Texts_that_are_too_short_have_no_runs_and_a_run_of_nothing_is_refused()
    {
        Assert.Equal(0, DistinctN.Of(["one", ""], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DistinctN.Of(["one"], 0));
    }
}
