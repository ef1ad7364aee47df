using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Campaigns.Sets;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Sets;

public sealed class SetScoreTests
{
    private static readonly AdChannel[] Channels = [AdChannels.Find("square"), AdChannels.Find("leaderboard")];

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 0.6)]
    [InlineData(0.5, 1, 0.7)]
    public void Liking_weighs_more_than_the_rules(double liking, double keeping, double score) =>
        Assert.Equal(score, SetScore.OfPiece(liking, keeping), 9);

    [Theory]
    [InlineData(-2, 0)]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    public void A_taste_becomes_a_share(double expected, double share) => Assert.Equal(share, SetScore.OfTaste(expected), 9);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0.5)]
    [InlineData(5, 1)]
    public void Stars_become_a_share(double stars, double share) => Assert.Equal(share, SetScore.OfStars(stars), 9);

    [Fact]
    public void Picture_and_headline_count_twice_and_what_is_missing_not_at_all()
    {
        Assert.Equal(0.8, SetScore.OfSet(1, 1, 0), 9);
        Assert.Equal(0.6, SetScore.OfSet(1, 0, 1), 9);
        Assert.Equal(0.5, SetScore.OfSet(0.5, null, 0.5), 9);
        Assert.Equal(0, SetScore.OfSet(null, null, null));
    }

    [Theory]
    [InlineData("A quiet cup", 1)]
    [InlineData("A cheap cup", 0)]
    [InlineData("Forty letters are ten more than thirty..", 0.875)]
    public void A_headline_loses_by_each_channel_that_it_is_too_long_for_and_all_by_a_banned_word(string text, double share) =>
        Assert.Equal(share, PieceChecks.Headline(Ads.Brand, Channels, text).Share, 9);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(30, 1)]
    [InlineData(60, 0.5)]
    public void A_sound_loses_by_its_length_alone_for_it_is_levelled_when_it_goes_out(double seconds, double share) =>
        Assert.Equal(share, PieceChecks.Sound(seconds).Share, 9);

    [Fact]
    public void A_picture_keeps_the_palette_by_the_share_of_its_pixels()
    {
        // Three pixels of the palette's green, one of a blue that is not in it.
        byte[] planes = [0x2d, 0x2d, 0x2d, 0x10, 0x52, 0x52, 0x52, 0x10, 0x36, 0x36, 0x36, 0xf0];
        Assert.Equal(0.75, PieceChecks.Picture(Ads.Brand, planes).Share, 9);
    }
}
