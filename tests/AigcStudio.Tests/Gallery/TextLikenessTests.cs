using AigcStudio.Data.Gallery;
using Xunit;

namespace AigcStudio.Tests.Gallery;

public sealed class TextLikenessTests
{
    private const string Text = "A cup of green tea on a quiet morning, and the garden wakes slowly beside the window.";

    [Fact]
    public void Blanks_and_case_do_not_count() =>
        Assert.Equal(TextLikeness.Of(Text), TextLikeness.Of(Text.ToUpperInvariant().Replace(" ", "\n ", StringComparison.Ordinal)));

    [Fact]
    public void A_text_with_a_word_changed_is_nearer_than_another_text()
    {
        var near = TextLikeness.Distance(TextLikeness.Of(Text), TextLikeness.Of(Text.Replace("green", "black", StringComparison.Ordinal)));
        var far = TextLikeness.Distance(TextLikeness.Of(Text), TextLikeness.Of("Please restart the router, wait for two minutes, and tell us which lamps are red."));

        Assert.InRange(near, 1, 15);
        Assert.True(far > near + 5, $"near {near}, far {far}");
    }
}
