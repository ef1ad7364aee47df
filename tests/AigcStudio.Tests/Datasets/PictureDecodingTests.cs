using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;
using NetVips;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class PictureDecodingTests : IDisposable
{
    private readonly TestFolder _folder = new();

    static PictureDecodingTests() => Media.Vips.Prepare();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_grey_picture_of_the_right_size_passes_untouched()
    {
        var grey = Enumerable.Range(0, 28 * 28).Select(i => (byte)(i * 31)).ToArray();

        Assert.Equal(grey, Decode(Pictures.GreyPng(28, 28, grey), new ImageForm(1, 28, 28)));
    }

    [Fact]
    public void Colours_come_in_planes()
    {
        using var red = Plain(10, 10, 255, 0, 7);

        var example = Decode(red.PngsaveBuffer(), new ImageForm(3, 4, 4));

        Assert.All(example[..16], v => Assert.Equal(255, v));
        Assert.All(example[16..32], v => Assert.Equal(0, v));
        Assert.All(example[32..], v => Assert.Equal(7, v));
    }

    [Fact]
    public void What_is_transparent_becomes_white_also_in_sixteen_bits()
    {
        using var colour = Plain(6, 6, 200, 10, 10).Bandjoin(0).Copy(interpretation: Enums.Interpretation.Srgb);
        using var deep = colour.Colourspace(Enums.Interpretation.Rgb16);

        Assert.All(Decode(colour.PngsaveBuffer(), new ImageForm(3, 6, 6)), v => Assert.Equal(255, v));
        Assert.All(Decode(deep.PngsaveBuffer(), new ImageForm(3, 6, 6)), v => Assert.Equal(255, v));
    }

    [Fact]
    public void A_wide_picture_is_cropped_in_the_centre_not_squeezed()
    {
        using var left = Plain(10, 10, 255, 0, 0);
        using var middle = Plain(10, 10, 0, 255, 0);
        using var wide = Image.Arrayjoin([left, middle, left], across: 3);

        var example = Decode(wide.PngsaveBuffer(), new ImageForm(3, 10, 10));

        Assert.All(example[100..200], v => Assert.Equal(255, v));
        Assert.All(example[..100], v => Assert.Equal(0, v));
    }

    [Fact]
    public void Shrinking_averages_where_skipping_would_show_stripes()
    {
        var stripes = Enumerable.Range(0, 64 * 64).Select(i => (byte)(i % 2 * 255)).ToArray();

        Assert.All(Decode(Pictures.GreyPng(64, 64, stripes), new ImageForm(1, 16, 16)), v => Assert.InRange(v, 110, 145));
    }

    [Fact]
    public void Bitmaps_of_each_depth_show_the_colours_they_hold()
    {
        // 2x1, 16 bits, 5-6-5 by masks: pure red, pure blue.
        byte[] deep = [.. "BM"u8, .. new byte[8], 66, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 16, 0, 3, .. new byte[23],
            0, 0xF8, 0, 0, 0xE0, 7, 0, 0, 0x1F, 0, 0, 0, 0, 0xF8, 0x1F, 0];
        // 2x1, 1 bit, palette green and white.
        byte[] flat = [.. "BM"u8, .. new byte[8], 62, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, .. new byte[24],
            0, 255, 0, 0, 255, 255, 255, 0, 0x40, 0, 0, 0];

        Assert.Equal([255, 0, 0, 0, 0, 255], Decode(deep, new ImageForm(3, 1, 2)));
        Assert.Equal([0, 255, 255, 255, 0, 255], Decode(flat, new ImageForm(3, 1, 2)));
    }

    private static Image Plain(int width, int height, int red, int green, int blue) =>
        Image.Black(width, height, bands: 3).Linear([1, 1, 1], [red, green, blue]).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    private byte[] Decode(byte[] file, ImageForm form)
    {
        var example = new byte[form.ExampleBytes];
        PictureDecoding.Decode(_folder.Write("p", file), form, example);
        return example;
    }
}
