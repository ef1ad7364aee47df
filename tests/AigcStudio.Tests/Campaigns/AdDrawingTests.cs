using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Storage;
using AigcStudio.Media.Campaigns;
using AigcStudio.Web.Datasets;
using Microsoft.Extensions.Options;
using NetVips;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

/// <summary>What the drawn file shows, and what the look says of it.</summary>
public sealed class AdDrawingTests : IDisposable
{
    private readonly TestFolder _folder = new();

    static AdDrawingTests() => Media.Vips.Prepare();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("#ffffff", "#000000", 21)]
    [InlineData("#ffffff", "#767676", 4.54)]
    [InlineData("#1e2a44", "#1e2a44", 1)]
    public void Contrast_is_measured_against_the_ground_that_is_there(string ground, string ink, double contrast)
    {
        var look = Draw(Bare(ground) with { Texts = [Words("Tea", ink)] });

        Assert.Equal(contrast, look.Texts[0].Contrast, 0.005);
        Assert.Equal(0, look.Texts[0].Busyness);
    }

    [Fact]
    public void Half_of_the_ground_being_black_decides_the_contrast_of_black_letters()
    {
        var look = Draw(Bare("#ffffff") with { Panels = [new(new(0, 0, 200, 400), "#000000", 0)], Texts = [Words("Tea for everybody", "#000000")] });

        Assert.Equal(1, look.Texts[0].Contrast);
        Assert.InRange(look.Texts[0].Busyness, 0.0001, 0.05);
    }

    [Fact]
    public void Letters_are_as_large_as_their_box_allows_and_stay_in_it()
    {
        var look = Draw(Bare("#ffffff") with { Texts = [Words("Tea", "#000000"), Words("A cup of Moss for long walks in the hills", "#000000") with { Box = new(20, 220, 360, 100) }] });
        using var drawn = Image.NewFromFile(_folder["ad.png"]);
        using var short1 = drawn.Crop(20, 100, 360, 100);
        using var below = drawn.Crop(0, 330, 400, 70);
        using var left = drawn.Crop(0, 0, 18, 400);

        Assert.Equal((80, 1, false), (look.Texts[0].Pixels, look.Texts[0].Lines, look.Texts[0].Shortened));
        Assert.InRange(look.Texts[1].Pixels, 24, 50);
        Assert.InRange(look.Texts[1].Lines, 2, 3);
        Assert.Equal(0, short1.Min());
        Assert.Equal((255, 255), (below.Min(), left.Min()));
    }

    [Theory]
    [InlineData("All of this is far too much for so small a box as the one that it has been given to stand in")]
    [InlineData("这里的文字实在太多了无论怎样缩小也放不进这样一个小小的方框里面所以只能截短并且告诉人们这里的文字实在太多了")]
    [InlineData("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller")]
    public void Words_that_do_not_fit_at_the_smallest_size_are_shortened_and_it_is_told(string words)
    {
        var look = Draw(Bare("#ffffff") with { Texts = [Words(words, "#000000") with { Box = new(20, 100, 200, 48), Smallest = 20 }] });

        Assert.True(look.Texts[0].Shortened);
        Assert.Equal(20, look.Texts[0].Pixels);
        Assert.InRange(look.Texts[0].Lines, 1, 2);
    }

    [Fact]
    public void Markup_and_control_characters_are_words_like_any_other()
    {
        var look = Draw(Bare("#ffffff") with { Texts = [Words("Tea & <b>\u0001\n\ud800 cake", "#000000"), Words(" \t", "#000000")] });

        Assert.False(look.Texts[0].Shortened);
        Assert.Equal(0, look.Texts[1].Lines);
    }

    [Fact]
    public void Panels_tiles_and_cards_lie_over_each_other_with_round_corners()
    {
        var red = Solid("red", 255, 0, 0);
        var plan = Bare("#ffffff") with
        {
            Panels = [new(new(0, 0, 400, 100), "#0000ff", 0)],
            Tiles = [new(0, new(50, 50, 100, 100), new(0, 0, 64, 64), 20)],
            Cards = [new(new(100, 100, 200, 200), "#00ff00", 0)],
        };

        Draw(plan, red);

        Assert.Equal([0, 0, 255], Pixel(10, 10));
        Assert.Equal([0, 0, 255], Pixel(51, 51));
        Assert.Equal([255, 0, 0], Pixel(75, 75));
        Assert.Equal([0, 255, 0], Pixel(120, 120));
        Assert.Equal([255, 255, 255], Pixel(350, 350));
    }

    [Fact]
    public void The_colours_are_those_of_the_pictures_with_their_shares()
    {
        var plan = Bare("#ffffff") with
        {
            Tiles = [new(0, new(0, 0, 120, 100), new(0, 0, 64, 64), 0), new(1, new(200, 0, 40, 100), new(0, 0, 64, 64), 0)],
            Cards = [new(new(0, 0, 400, 400), "#123456", 0)],
        };

        var look = Draw(plan, Solid("red", 200, 30, 40), Solid("green", 20, 120, 50));

        Assert.Equal(["#c81e28", "#147832"], look.Colours.Select(c => c.Colour));
        Assert.Equal(0.75, look.Colours[0].Share, 0.01);
    }

    [Fact]
    public void Few_flat_colours_are_enlarged_sharp_and_shaded_pictures_smooth()
    {
        var board = _folder.Write("board.png", Datasets.Pictures.GreyPng(2, 1, [0, 255]));
        Draw(Bare("#808080") with { Tiles = [new(0, new(0, 0, 40, 20), new(0, 0, 2, 1), 0)] }, board);
        Assert.Equal([0, 0, 0, 255, 255, 255], [.. Pixel(19, 5), .. Pixel(20, 5)]);

        using var shaded = Datasets.Pictures.Gradient(64, 64);
        Draw(Bare("#808080") with { Tiles = [new(0, new(0, 0, 128, 128), new(0, 0, 64, 64), 0)] }, _folder.Write("shaded.png", shaded.PngsaveBuffer()));
        Assert.NotEqual(Pixel(60, 60), Pixel(61, 61));
    }

    [Fact]
    public void A_logo_lets_the_ground_through_where_it_is_transparent()
    {
        byte[] rgba = [.. Enumerable.Range(0, 40 * 20).SelectMany(i => i % 40 < 20 ? new byte[] { 0, 0, 0, 255 } : [255, 0, 0, 0])];
        using var logo = Image.NewFromMemory(rgba, 40, 20, 4, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        var path = _folder.Write("logo.png", logo.PngsaveBuffer());

        var look = AdDrawing.Draw(new(Bare("#ffffff") with { Logo = new(100, 100, 80, 40) }, [], path), _folder["ad.png"], TestContext.Current.CancellationToken);

        Assert.Equal([0, 0, 0, 255, 255, 255], [.. Pixel(110, 120), .. Pixel(170, 120)]);
        Assert.Equal(21, look.Logo!.Contrast, 0.01);
    }

    [Fact]
    public async Task A_confined_process_draws_a_planned_ad_and_knows_its_fonts()
    {
        using var folders = new StudioFolders(_folder.Root);
        var options = Options.Create(new MediaOptions());
        await using var pool = new MediaPool(new MediaStarter(folders, TimeProvider.System, options), options, TimeProvider.System);
        using var gradient = Datasets.Pictures.Gradient(64, 64);
        var picture = _folder.Write("blobs/picture", gradient.PngsaveBuffer());
        var output = Path.Combine(folders.Spool, "ad.png");
        var plan = AdLayouts.Plan(Ads.Design, Ads.Brand, AdChannels.Find("rectangle"), [(64, 64)], null);

        var fonts = await pool.AdFontsAsync(TestContext.Current.CancellationToken);
        var look = await pool.ComposeAdAsync(new AdSheet(plan, [picture], null), output, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAnyAsync<Core.StudioException>(
            () => pool.ComposeAdAsync(new AdSheet(plan, [_folder.Write("blobs/text", "no picture"u8)], null), output, TestContext.Current.CancellationToken));

        using var drawn = Image.NewFromFile(output);
        Assert.Equal((300, 250), (drawn.Width, drawn.Height));
        Assert.Contains(AdFonts.Fallback, fonts);
        Assert.Equal(plan.Texts.Select(t => t.Role), look.Texts.Select(t => t.Role));
        Assert.All(BrandChecks.Of(Ads.Design, Ads.Brand, AdChannels.Find("rectangle"), look).Where(c => c.Code != "palette"), c => Assert.True(c.Passed, c.ToString()));
        Assert.Equal("import.picture.notAPicture", refused.Code);
    }

    private static AdPlan Bare(string ground) => new(400, 400, ground, [], [], [], [], null, new(300, 380, 100, 20));

    private static AdText Words(string words, string ink) => new("headline", words, new(20, 100, 360, 100), "DejaVu Sans", 700, 80, 12, ink, false, 0.5);

    private AdLook Draw(AdPlan plan, params string[] pictures) =>
        AdDrawing.Draw(new(plan, pictures, null), _folder["ad.png"], TestContext.Current.CancellationToken);

    private string Solid(string name, byte red, byte green, byte blue)
    {
        byte[] rgb = [.. Enumerable.Range(0, 64 * 64).SelectMany(_ => new[] { red, green, blue })];
        using var picture = Image.NewFromMemory(rgb, 64, 64, 3, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return _folder.Write(name + ".png", picture.PngsaveBuffer());
    }

    private int[] Pixel(int x, int y)
    {
        using var drawn = Image.NewFromFile(_folder["ad.png"]);
        return [.. drawn.Getpoint(x, y).Select(v => (int)v)];
    }
}
