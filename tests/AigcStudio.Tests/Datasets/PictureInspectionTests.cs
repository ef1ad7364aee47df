using System.Numerics;
using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;
using NetVips;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class PictureInspectionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    static PictureInspectionTests() => Media.Vips.Prepare();

    public static TheoryData<string> Formats => ["png", "jpeg", "webp", "gif", "tiff", "bmp"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_known_by_its_content_whatever_its_name(string format)
    {
        var finding = Inspect(Encoded(format, 40, 30));

        Assert.Null(finding.Refusal);
        Assert.Equal((format, 40, 30, true), (finding.Format, finding.Width, finding.Height, finding.Colour));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_cut_anywhere_is_refused_or_keeps_every_pixel(string format)
    {
        var whole = Encoded(format, 40, 30);
        var expected = Inspect(whole);
        var random = new Random(11);
        int[] cuts = [.. Enumerable.Range(0, 64), .. Enumerable.Range(0, 200).Select(_ => random.Next(whole.Length)), .. Enumerable.Range(1, 24).Select(i => whole.Length - i)];
        var refused = 0;
        foreach (var cut in cuts.Where(c => c >= 0 && c < whole.Length))
        {
            var finding = Inspect(whole[..cut]);
            refused += finding.Refusal is null ? 0 : 1;
            Assert.True(finding.Refusal is not null || finding == expected, $"cut at {cut} of {whole.Length} passed as another picture");
        }

        Assert.True(refused >= 200, $"only {refused} cuts were refused");
    }

    [Fact]
    public void A_flood_of_pixels_is_refused_from_its_header()
    {
        var flood = Pictures.FloodPng(30_000);
        Assert.True(flood.Length < 200_000);

        var finding = Inspect(flood);

        Assert.Equal("import.picture.tooLarge", finding.Refusal!.Code);
        Assert.Equal(["30000", "30000", "20000", "100"], finding.Refusal.Arguments);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "import.picture.refusedKind", "SVG")]
    [InlineData("\uFEFF<?xml version='1.0'?>\n<svg/>", "import.picture.refusedKind", "SVG")]
    [InlineData("<!DOCTYPE html><html><body onload=alert(1)>", "import.picture.refusedKind", "HTML")]
    [InlineData("%PDF-1.7\n", "import.picture.refusedKind", "PDF")]
    [InlineData("just words", "import.picture.notAPicture", null)]
    [InlineData("", "import.picture.empty", null)]
    public void A_document_in_a_pictures_name_is_refused_by_its_kind(string content, string code, string? kind)
    {
        var refusal = Inspect(Encoding.UTF8.GetBytes(content)).Refusal!;

        Assert.Equal(code, refusal.Code);
        Assert.Equal(kind is null ? [] : [kind], refusal.Arguments);
    }

    [Fact]
    public void A_file_larger_than_the_cap_is_not_even_opened()
    {
        var finding = PictureInspection.Inspect(_folder.Write("p", new byte[2 << 20]), PictureCaps.Default with { MaxBytes = 1 << 20 });

        Assert.Equal("import.picture.tooManyBytes", finding.Refusal!.Code);
        Assert.Equal(["2", "1"], finding.Refusal.Arguments);
    }

    [Fact]
    public void A_turned_photo_is_measured_upright()
    {
        using var turned = Pictures.Gradient(40, 30).Mutate(m => m.Set(GValue.GIntType, "orientation", 6));

        var finding = Inspect(turned.JpegsaveBuffer());

        Assert.Equal((30, 40), (finding.Width, finding.Height));
    }

    [Fact]
    public void Grey_in_three_channels_is_not_colour()
    {
        using var grey = Image.Black(20, 20).Linear([1], [90]).Cast(Enums.BandFormat.Uchar);
        using var three = grey.Bandjoin(grey, grey).Copy(interpretation: Enums.Interpretation.Srgb);

        Assert.False(Inspect(three.JpegsaveBuffer()).Colour);
    }

    [Fact]
    public void Print_colours_and_sixteen_bits_are_taken()
    {
        using var picture = Pictures.Gradient(64, 48);
        using var cmyk = picture.IccTransform("cmyk", inputProfile: "srgb");
        using var deep = picture.Colourspace(Enums.Interpretation.Rgb16);

        Assert.Equal((null, "jpeg", true), Seen(Inspect(cmyk.JpegsaveBuffer())));
        Assert.Equal((null, "png", true), Seen(Inspect(deep.PngsaveBuffer())));
    }

    [Fact]
    public void The_hash_stays_near_for_the_same_picture_and_far_for_another()
    {
        using var picture = Pictures.Gradient(200, 150);
        using var smaller = picture.ThumbnailImage(90);
        using var other = picture.Flip(Enums.Direction.Horizontal);
        var hash = Inspect(picture.PngsaveBuffer()).PerceptualHash;

        Assert.InRange(Distance(hash, Inspect(smaller.JpegsaveBuffer()).PerceptualHash), 0, 6);
        Assert.InRange(Distance(hash, Inspect(other.PngsaveBuffer()).PerceptualHash), 20, 64);
    }

    [Fact]
    public void The_first_picture_of_an_animation_is_what_counts()
    {
        using var first = Pictures.Gradient(20, 10);
        using var second = Image.Black(20, 10, bands: 3).Copy(interpretation: Enums.Interpretation.Srgb);
        using var film = Image.Arrayjoin([first, second], across: 1).Mutate(m => m.Set(GValue.GIntType, "page-height", 10));

        var finding = Inspect(film.GifsaveBuffer());

        Assert.Equal(("gif", 20, 10, true), (finding.Format, finding.Width, finding.Height, finding.Colour));
    }

    private static (string? Refusal, string Format, bool Colour) Seen(PictureFinding finding) => (finding.Refusal?.Code, finding.Format, finding.Colour);

    private static int Distance(ulong a, ulong b) => BitOperations.PopCount(a ^ b);

    private static byte[] Encoded(string format, int width, int height)
    {
        using var picture = Pictures.Gradient(width, height);
        return format switch
        {
            "png" => picture.PngsaveBuffer(),
            "jpeg" => picture.JpegsaveBuffer(),
            "webp" => picture.WebpsaveBuffer(lossless: true),
            "gif" => picture.GifsaveBuffer(),
            "tiff" => picture.TiffsaveBuffer(),
            _ => Pictures.Bitmap(picture),
        };
    }

    private PictureFinding Inspect(byte[] bytes) => PictureInspection.Inspect(_folder.Write("holiday.png", bytes), PictureCaps.Default);
}
