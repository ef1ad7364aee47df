using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Models.Text;
using AigcStudio.Generative.Tests.Datasets;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Models.Text;

public sealed class VocabularyTests
{
    [Fact]
    public void The_most_frequent_come_first_and_the_rare_are_unknown()
    {
        using var vocabulary = Vocabulary.Of([("b", 2), ("a", 2), ("c", 9), ("z", 1)], most: 3);

        Assert.Equal(["c", "a", "b"], Enumerable.Range(3, 3).Select(vocabulary.PieceOf));
        Assert.Equal(6, vocabulary.Size);
        Assert.Equal(Vocabulary.Unknown, vocabulary.NumberOf("z"));
        Assert.Equal("", vocabulary.PieceOf(Vocabulary.Unknown));
    }

    [Fact]
    public void It_lies_in_the_state_as_code_points()
    {
        using var vocabulary = Vocabulary.Of([("茶", 3), (" tea", 2), ("🍵", 1)], most: 10);

        var state = Assert.Single(vocabulary.State);
        Assert.Equal(("vocabulary", ScalarType.Int32), (state.Name, state.Tensor.dtype));
        Assert.Equal([0x8336, 0, ' ', 't', 'e', 'a', 0, 0x1F375, 0], state.Tensor.data<int>());
    }

    [Fact]
    public void Held_out_texts_add_no_characters()
    {
        var store = new Patterns(new TextForm(64), 60);
        using var vocabulary = CharacterTokens.Learn(store, most: 100);

        Assert.DoesNotContain(store.Asked, store.IsHeldOut);
        Assert.True(vocabulary.Knows("🍵") && vocabulary.Knows("茶") && vocabulary.Knows("é"));
        Assert.False(vocabulary.Knows("q"));
        Assert.Equal([vocabulary.NumberOf("茶"), Vocabulary.Unknown, vocabulary.NumberOf("🍵")], CharacterTokens.Split(vocabulary, "茶q🍵"));
    }

    [Theory]
    [InlineData("We open at 9:30, don't we?", new[] { "We", " open", " at", " 9", ":", "30", ",", " don't", " we", "?" })]
    [InlineData("要一杯茶 please 🍵!", new[] { "要", "一", "杯", "茶", " please", " ", "🍵", "!" })]
    [InlineData("  a\nb", new[] { " ", " a", "\n", "b" })]
    [InlineData("", new string[0])]
    public void Words_keep_the_space_before_them_and_joined_are_the_text(string text, string[] words)
    {
        Assert.Equal(words, WordTokens.Words(text));
        Assert.Equal(text, string.Concat(WordTokens.Words(text)));
    }

    [Fact]
    public void A_word_met_once_is_spelled()
    {
        using var vocabulary = WordTokens.Learn(["my tea is tea", "one cup"], most: 100);

        string[] pieces = [.. WordTokens.Split(vocabulary, "my tea, up").Select(vocabulary.PieceOf)];

        Assert.Equal(["m", "y", " tea", "", " ", "u", "p"], pieces);
    }
}
