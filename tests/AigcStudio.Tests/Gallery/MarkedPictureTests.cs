using System.Diagnostics;
using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Media.Datasets;
using AigcStudio.Media.Gallery;
using AigcStudio.Tests.Datasets;
using NetVips;
using Xunit;

namespace AigcStudio.Tests.Gallery;

public sealed class MarkedPictureTests : IDisposable
{
    private static readonly ProvenanceMark Mark = new("Orchard & Söhne <工作室>", "0197aaaa-0000-7000-8000-000000000001", null);

    private readonly TestFolder _folder = new();

    static MarkedPictureTests() => Media.Vips.Prepare();

    public static TheoryData<PictureFormat> Formats => [.. Enum.GetValues<PictureFormat>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Another_program_reads_both_marks(PictureFormat format)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/exiftool"), "exiftool is not installed: no other reader of marks here.");
        var read = ExifTool(Export(format, Mark));

        Assert.Contains("DigitalSourceType : " + PictureMark.SourceType, read, StringComparison.Ordinal);
        Assert.Contains("\"Label\":\"1\"", read, StringComparison.Ordinal);
        Assert.Contains(Mark.ProduceId, read, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_of_the_sources_metadata_comes_out(PictureFormat format)
    {
        using var photo = Pictures.Gradient(64, 64).Mutate(m =>
        {
            m.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "48/1 8/1 0/1");
            m.Set(GValue.GStrType, "exif-ifd0-Make", "SecretCamera");
            m.Set(GValue.GStrType, "png-comment-0-Comment", "SecretCamera");
        });
        foreach (var source in new[] { photo.JpegsaveBuffer(), photo.PngsaveBuffer() })
        {
            var exported = File.ReadAllBytes(Export(format, Mark, source));

            Assert.Contains("SecretCamera", Encoding.Latin1.GetString(source), StringComparison.Ordinal);
            Assert.DoesNotContain("SecretCamera", Encoding.Latin1.GetString(exported), StringComparison.Ordinal);
            Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(exported), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.Webp)]
    public void Lossless_formats_keep_every_pixel(PictureFormat format)
    {
        using var source = Pictures.Gradient(64, 48);
        using var exported = PictureFile.Decode(Export(format, Mark, source.PngsaveBuffer()), PictureCaps.Default);

        Assert.Equal(source.WriteToMemory<byte>(), exported.WriteToMemory<byte>());
    }

    [Fact]
    public void A_visible_label_stands_in_the_lower_right_corner_of_a_picture_large_enough_to_read_it()
    {
        using var white = Image.Black(28, 28, bands: 3).Linear([1, 1, 1], [255, 255, 255]).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var fromDisk = PictureFile.Decode(
            Export(PictureFormat.Png, Mark with { VisibleText = "AI <generated>" }, white.PngsaveBuffer()), PictureCaps.Default);
        using var exported = fromDisk.CopyMemory();
        using var upper = exported.Crop(0, 0, exported.Width, exported.Height / 2);
        using var corner = exported.Crop(exported.Width - 20, exported.Height - 8, 20, 8);

        Assert.Equal((280, 280), (exported.Width, exported.Height));
        Assert.Equal(255, upper.Min());
        Assert.True(corner.Avg() < 200);
    }

    [Theory]
    [InlineData(300, 250)]
    [InlineData(728, 90)]
    public void A_label_leaves_an_ad_the_size_that_its_channel_asks_for(int width, int height)
    {
        using var white = Image.Black(width, height, bands: 3).Linear([1, 1, 1], [255, 255, 255]).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var fromDisk = PictureFile.Decode(
            Export(PictureFormat.Png, Mark with { VisibleText = "AI-generated", KeepsSize = true }, white.PngsaveBuffer()), PictureCaps.Default);
        using var exported = fromDisk.CopyMemory();
        using var corner = exported.Crop(width - 20, height - 8, 20, 8);

        Assert.Equal((width, height), (exported.Width, exported.Height));
        Assert.True(corner.Avg() < 200);
    }

    [Fact]
    public void A_packet_of_another_artifact_is_not_taken_for_ours()
    {
        var packet = PictureMark.Write(Mark);

        Assert.True(PictureMark.IsIn(packet, Mark));
        Assert.False(PictureMark.IsIn(packet, Mark with { ProduceId = "another" }));
        Assert.False(PictureMark.IsIn("no xml"u8.ToArray(), Mark));
    }

    private static string ExifTool(string path)
    {
        using var tool = Process.Start(new ProcessStartInfo("/usr/bin/exiftool", ["-s", "-a", "-XMP:all", path]) { RedirectStandardOutput = true })!;
        return string.Join('\n', tool.StandardOutput.ReadToEnd().Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    private string Export(PictureFormat format, ProvenanceMark mark, byte[]? source = null)
    {
        using var gradient = Pictures.Gradient(64, 48);
        var path = _folder.Write("source", source ?? gradient.PngsaveBuffer());
        MarkedPicture.Write(path, format, mark, _folder["exported"]);
        return _folder["exported"];
    }
}
