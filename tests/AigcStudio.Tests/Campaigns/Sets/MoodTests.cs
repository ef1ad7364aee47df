using AigcStudio.Core.Campaigns.Sets;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Sets;

public sealed class MoodTests
{
    private static readonly Mood Warm = new("Warm", ["cup", "pad"]);
    private static readonly Mood Plain = new("Plain", ["leaf"]);

    [Theory]
    [InlineData("warm plain", "warm")]
    [InlineData("pad cup", "cup")]
    [InlineData("plain CUP", "CUP")]
    [InlineData("plain pad", "pad")]
    [InlineData("plain", null)]
    [InlineData("", null)]
    public void A_model_is_asked_in_its_own_spelling_for_the_first_name_that_it_knows(string labels, string? asked) =>
        Assert.Equal(asked, Warm.KnownAs(Labels(labels)));

    [Fact]
    public void Blanks_around_a_label_make_no_difference_and_an_empty_label_is_no_mood()
    {
        Assert.Equal(" cup ", Warm.KnownAs([" cup "]));
        Assert.Null(new Mood("", []).KnownAs([""]));
    }

    [Theory]
    [InlineData("cup leaf", "warm plain", "pad", "Warm Plain")]
    [InlineData("cup", "playful", "bell", "Warm")]
    [InlineData("tea snow", "snow", "snow bell", "snow")]
    [InlineData("tea", "snow", "bell", "")]
    public void The_dial_has_the_moods_that_some_model_knows_else_the_labels_that_all_share(string pictures, string texts, string sounds, string dial) =>
        Assert.Equal(Labels(dial), MoodDial.Of([Warm, Plain], [Labels(pictures), Labels(texts), Labels(sounds)]).Select(m => m.Name));

    [Fact]
    public void Without_models_there_is_no_dial() => Assert.Empty(MoodDial.Of([], []));

    private static string[] Labels(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
