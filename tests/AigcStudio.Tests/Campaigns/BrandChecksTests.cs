using AigcStudio.Core.Campaigns;
using AigcStudio.Web.Shell;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

/// <summary>Each check passes what it should, fails what it should, and says why in words that exist.</summary>
public sealed class BrandChecksTests
{
    private static readonly AdLook Good = new(
        [Text("headline", 60, 12), Text("body", 20, 7, weight: 400), Text("call", 20, 8)], new AdLogoLook(9, 0), [new("#2d5236", 1)]);

    [Fact]
    public void An_ad_that_keeps_all_rules_passes_every_check()
    {
        var checks = BrandChecks.Of(Ads.Design, Ads.Brand, AdChannels.Find("square"), Good);

        Assert.Equal(["palette", "contrast", "room", "words", "length", "shortened"], checks.Select(c => c.Code));
        Assert.All(checks, c => Assert.True(c.Passed && c.Share == 1, c.ToString()));
        Said(checks);
    }

    [Theory]
    [InlineData(0.3, true, "campaign.check.palette.kept")]
    [InlineData(0.45, false, "campaign.check.palette.strange")]
    public void The_palette_is_measured_by_the_mass_of_colours_near_it(double strange, bool passes, string reason)
    {
        // Pure blue is far from each colour of the palette; two levels from the green is near it.
        var check = Check("palette", look: Good with { Colours = [new("#2f5438", 1 - strange), new("#0000ff", strange)] });

        Assert.Equal((passes, reason), (check.Passed, check.Reason.Code));
        Assert.Equal(1 - strange, check.Share, 9);
        Assert.Equal(passes ? ["70"] : ["55", "#0000ff"], check.Reason.Arguments);
    }

    [Theory]
    [InlineData(24, 400, 3.0, true)]
    [InlineData(23, 400, 4.4, false)]
    [InlineData(23, 400, 4.5, true)]
    [InlineData(19, 700, 3.0, true)]
    [InlineData(18, 700, 3.0, false)]
    [InlineData(40, 700, 2.9, false)]
    public void Large_letters_need_three_to_one_and_small_ones_four_and_a_half(int pixels, int weight, double contrast, bool passes)
    {
        var check = Check("contrast", look: Good with { Texts = [Text("headline", 90, 10), Text("body", pixels, contrast, weight)] });

        Assert.Equal(passes, check.Passed);
        Assert.Equal(passes ? "campaign.check.contrast.kept" : "campaign.check.contrast.body", check.Reason.Code);
    }

    [Fact]
    public void A_busy_place_behind_copy_or_logo_is_told()
    {
        var behindLogo = Check("room", look: Good with { Logo = new(9, 0.12) });

        Assert.Equal((false, 0.5), (behindLogo.Passed, Math.Round(behindLogo.Share, 9)));
        Assert.Equal(["12", "4"], behindLogo.Reason.Arguments);
        Assert.False(Check("room", look: Good with { Texts = [Text("body", 20, 9) with { Busyness = 0.3 }] }).Passed);
    }

    [Theory]
    [InlineData("Cheap tea", "cheap")]
    [InlineData("So CHEAP!", "cheap")]
    [InlineData("cheaper tea", null)]
    [InlineData("A cheapskate's dream", null)]
    [InlineData("全城最好喝的茶", "最好")]
    [InlineData("好茶最香", null)]
    public void A_banned_word_is_named_whole_words_alone_except_in_Chinese(string body, string? named)
    {
        var check = Check("words", Ads.Design with { Body = body });

        Assert.Equal(named is null, check.Passed);
        Assert.Equal(named is null ? [] : [named], check.Reason.Arguments);
    }

    [Fact]
    public void Copy_longer_than_its_channel_likes_is_told_and_Chinese_counts_double()
    {
        var headline = Check("length", Ads.Design with { Headline = new string('a', 80) });
        var chinese = Check("length", Ads.Design with { Headline = new string('茶', 31) });
        var body = Check("length", Ads.Design with { Body = new string('a', 126) });

        Assert.Equal((false, 0.75), (headline.Passed, headline.Share));
        Assert.Equal(["62", "60"], chinese.Reason.Arguments);
        Assert.Equal("campaign.check.length.body", body.Reason.Code);
        Assert.True(Check("length", Ads.Design with { Headline = new string('茶', 30) }).Passed);
    }

    [Fact]
    public void Copy_that_was_cut_or_left_out_is_told()
    {
        var cut = Check("shortened", look: Good with { Texts = [Text("headline", 20, 9) with { Shortened = true }, Text("body", 20, 9)] });
        var leftOut = Check("shortened", look: Good with { Texts = [Text("headline", 20, 9)] });

        Assert.Equal(("campaign.check.shortened.headline", 0.5), (cut.Reason.Code, cut.Share));
        Assert.Equal(("campaign.check.shortened.leftOut", false), (leftOut.Reason.Code, leftOut.Passed));
        Assert.True(Check("shortened", Ads.Design with { Body = "" }, Good with { Texts = [Text("headline", 20, 9)] }).Passed);
    }

    [Theory]
    [InlineData(-16, -16, 30, "kept", true)]
    [InlineData(-18, -16, 5, "kept", true)]
    [InlineData(-23, -16, 5, "levelled", true)]
    [InlineData(-10, -16, 5, "levelled", true)]
    [InlineData(-23, -18, 30.1, "levelled", false)]
    [InlineData(-23, -18.1, 60, "quiet", false)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, 1, "silent", true)]
    public void A_sound_is_as_loud_when_it_goes_out_and_as_short_as_ads_are(double loudness, double levelled, double seconds, string said, bool secondsPass)
    {
        var checks = BrandChecks.Of(new AdSound(loudness, seconds, levelled));

        Assert.Equal([("loudness", said is "kept" or "levelled"), ("seconds", secondsPass)], checks.Select(c => (c.Code, c.Passed)));
        Assert.Equal($"campaign.check.loudness.{said}", checks[0].Reason.Code);
        Assert.All(checks, c => Assert.InRange(c.Share, 0, c.Passed ? 1 : 0.999));
        Said(checks);
    }

    private static AdTextLook Text(string role, int pixels, double contrast, int weight = 700) => new(role, pixels, weight, 1, false, contrast, 0);

    private static BrandCheck Check(string code, AdDesign? design = null, AdLook? look = null)
    {
        var checks = BrandChecks.Of(design ?? Ads.Design, Ads.Brand, AdChannels.Find("square"), look ?? Good);
        Said(checks);
        return checks.Single(c => c.Code == code);
    }

    private static void Said(IEnumerable<BrandCheck> checks)
    {
        var texts = new Texts();
        Assert.All(checks, c =>
        {
            Assert.Contains(c.Reason.Code, texts.Codes.English);
            Assert.Contains($"campaign.check.{c.Code}", texts.Codes.English);
            Assert.DoesNotContain("{", texts[c.Reason], StringComparison.Ordinal);
        });
    }
}
