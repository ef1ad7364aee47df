using System.Text.Json;
using AigcStudio.Core.Campaigns;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

/// <summary>Rules that hold for each layout on each channel, whatever is laid out.</summary>
public sealed class AdLayoutsTests
{
    private static readonly int[] Sides = [32, 48, 64, 96, 128, 200, 256, 384, 512];

    private static readonly IReadOnlyList<(int Width, int Height)>[] Pictures =
    [
        .. Sides.Select(s => new[] { (s, s) }),
        .. Sides.Where(s => s % 64 == 0).Select(s => new[] { (s, s), (s, s * 3 / 4), (s, s) }),
        [(512, 32)], [(33, 512), (64, 64)], [.. Enumerable.Repeat((64, 64), 12)], [(2000, 1500)], [(16, 16)],
    ];

    private static readonly AdDesign[] Designs =
    [
        Ads.Design, Ads.Chinese, Ads.Long, Ads.Design with { Call = "" }, Ads.Design with { Body = "" }, Ads.Design with { ShowLogo = false },
        Ads.Design with { Body = "", Call = "", ShowLogo = false, FocusX = 1, FocusY = 0, Turn = 7 },
    ];

    private static readonly (int Width, int Height)?[] Logos = [null, (400, 100), (64, 64), (20, 300)];

    public static TheoryData<string, string> Places =>
        new(AdLayouts.Names.SelectMany(l => AdChannels.All.Select(c => (l, c.Id))));

    [Theory]
    [MemberData(nameof(Places))]
    public void No_picture_is_shown_above_twice_its_own_size_or_out_of_shape(string layout, string channel) =>
        Each(layout, channel, p =>
        {
            Assert.NotEmpty(p.Plan.Tiles);
            Assert.All(p.Plan.Tiles, t =>
            {
                var (width, height) = p.Pictures[t.Picture];
                Assert.True(t.Box.Width <= 2 * t.Part.Width && t.Box.Height <= 2 * t.Part.Height, $"{t} is enlarged too much.");
                Assert.True(new AdBox(0, 0, width, height).Holds(t.Part), $"{t} shows what the picture has not.");
                Assert.True(t.Part.Width > 0 && t.Part.Height > 0 && t.Box.Width > 0 && t.Box.Height > 0, $"{t} is empty.");
                Assert.True(Math.Abs(t.Box.Width - ((double)t.Box.Height * t.Part.Width / t.Part.Height)) <= 2 + (2.0 * t.Box.Width / Math.Min(t.Part.Width, t.Part.Height)), $"{t} is out of shape.");
            });
        });

    [Theory]
    [MemberData(nameof(Places))]
    public void Nothing_leaves_the_ad_and_copy_keeps_the_safe_area(string layout, string channel) =>
        Each(layout, channel, p =>
        {
            var ad = new AdBox(0, 0, p.Plan.Width, p.Plan.Height);
            var safe = ad.Inset((int)Math.Ceiling(p.Brand.SafeArea * Math.Min(ad.Width, ad.Height)));
            Assert.All(p.Plan.Panels.Concat(p.Plan.Cards).Select(c => c.Box).Concat(p.Plan.Tiles.Select(t => t.Box)), b => Assert.True(ad.Holds(b), $"{b} leaves the ad."));
            Assert.All(Copy(p.Plan), b => Assert.True(safe.Holds(b) && b.Width > 0 && b.Height > 0, $"{b} leaves the safe area."));
            Assert.All(p.Plan.Texts, t => Assert.InRange(t.Smallest, 1, t.Largest));
        });

    [Theory]
    [MemberData(nameof(Places))]
    public void Copy_covers_neither_itself_nor_the_labels_corner_nor_a_picture(string layout, string channel) =>
        Each(layout, channel, p =>
        {
            var copy = Copy(p.Plan);
            for (var i = 0; i < copy.Count; i++)
            {
                Assert.False(copy[i].Meets(p.Plan.LabelCorner), $"{copy[i]} lies in the label's corner.");
                Assert.DoesNotContain(copy.Skip(i + 1), other => copy[i].Meets(other));
                Assert.True(
                    p.Plan.Cards.Any(c => c.Box != copy[i] && c.Box.Holds(copy[i])) || p.Plan.Tiles.All(t => !t.Box.Meets(copy[i])),
                    $"{copy[i]} lies on a picture.");
            }

            // Every pair: a few hundred tiles at most.
            var tiles = p.Plan.Tiles.Select(t => t.Box).ToList();
            Assert.DoesNotContain(tiles.SelectMany((t, i) => tiles.Skip(i + 1).Where(t.Meets)), _ => true);
        }, pictures: [[(64, 64)], [(256, 256)], [(512, 512), (300, 200)]]);

    [Fact]
    public void The_same_design_gives_the_same_plan_and_another_turn_another_pattern()
    {
        var design = Ads.Design with { Layout = "pattern" };

        Assert.Equal(Written(design), Written(design));
        Assert.NotEqual(Written(design), Written(design with { Turn = 1 }));

        static string Written(AdDesign design) =>
            JsonSerializer.Serialize(AdLayouts.Plan(design, Ads.Brand, AdChannels.Find("square"), [(64, 64), (64, 64), (64, 64)], null));
    }

    [Fact]
    public void A_plan_comes_back_from_its_text()
    {
        var written = JsonSerializer.Serialize(AdLayouts.Plan(Ads.Design, Ads.Brand, AdChannels.Find("story"), [(64, 64)], (100, 40)));

        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize<AdPlan>(written)));
    }

    [Fact]
    public void What_cannot_be_laid_out_is_refused_with_its_reason()
    {
        Assert.Equal("campaign.layoutUnknown", Refusal(Ads.Design with { Layout = "spiral" }, [(64, 64)]));
        Assert.Equal("campaign.noPicture", Refusal(Ads.Design, []));
        Assert.Equal("campaign.pictureTooSmall", Refusal(Ads.Design, [(64, 64), (64, 15)]));
        Assert.Equal("campaign.notAColour", Refusal(Ads.Design with { Accent = "green" }, [(64, 64)]));
        Assert.Equal("campaigns.unknownChannel", Assert.Throws<CampaignException>(() => AdChannels.Find("tv")).Code);

        static string Refusal(AdDesign design, IReadOnlyList<(int, int)> pictures) =>
            Assert.Throws<CampaignException>(() => AdLayouts.Plan(design, Ads.Brand, AdChannels.All[0], pictures, null)).Code;
    }

    private static void Each(string layout, string channel, Action<Case> claim, IReadOnlyList<(int Width, int Height)>[]? pictures = null)
    {
        foreach (var sizes in pictures ?? Pictures)
        {
            foreach (var (design, index) in Designs.Select((d, i) => (d, i)))
            {
                var brand = Ads.Brand with { SafeArea = index % 3 * 0.075 };
                var plan = AdLayouts.Plan(design with { Layout = layout }, brand, AdChannels.Find(channel), sizes, Logos[index % Logos.Length]);
                claim(new Case(plan, brand, sizes));
            }
        }
    }

    // The button stands for its words, which lie within it.
    private static List<AdBox> Copy(AdPlan plan)
    {
        var boxes = plan.Texts.Where(t => t.Role != "call").Select(t => t.Box).ToList();
        if (plan.Texts.Any(t => t.Role == "call"))
        {
            Assert.True(plan.Cards[^1].Box.Holds(plan.Texts[^1].Box));
            boxes.Add(plan.Cards[^1].Box);
        }

        return plan.Logo is { } logo ? [.. boxes, logo] : boxes;
    }

    private sealed record Case(AdPlan Plan, AdBrand Brand, IReadOnlyList<(int Width, int Height)> Pictures);
}
