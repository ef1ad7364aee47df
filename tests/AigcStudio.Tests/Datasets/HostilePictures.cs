using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NetVips;

namespace AigcStudio.Tests.Datasets;

/// <summary>Pictures made to harm, to hide something or to be something else; each with the reason for which it must be refused, null where it is a picture.</summary>
internal static class HostilePictures
{
    public static IEnumerable<(string Name, byte[] Bytes, string? Code)> All()
    {
        const string Damaged = "import.picture.damaged", TooLarge = "import.picture.tooLarge", Kind = "import.picture.refusedKind", None = "import.picture.notAPicture";
        using var picture = Pictures.Gradient(40, 30);
        byte[] png = picture.PngsaveBuffer(), jpeg = picture.JpegsaveBuffer(), gif = picture.GifsaveBuffer(), webp = picture.WebpsaveBuffer(), tiff = picture.TiffsaveBuffer();
        yield return ("flood.png", Pictures.FloodPng(30_000), TooLarge);
        yield return ("wide screen.gif", Patched(gif, 6, 0xFF, 0xFF, 0xFF, 0xFF), null);
        yield return ("wide.jpg", Patched(jpeg, jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) + 5, 0xFF, 0xDC, 0xFF, 0xDC), TooLarge);
        yield return ("wide.bmp", Patched(Pictures.Bitmap(picture), 18, 0xFF, 0xFF, 0xFF, 0x7F), TooLarge);
        yield return ("nothing.png", Patched(png, 16, 0, 0, 0, 0), Damaged);
        foreach (var (name, bytes) in new[] { ("half.png", png), ("half.jpg", jpeg), ("half.gif", gif), ("half.webp", webp), ("half.tif", tiff), ("half.bmp", Pictures.Bitmap(picture)) })
        {
            yield return (name, bytes[..(bytes.Length / 2)], Damaged);
        }

        yield return ("drawing.png", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), Kind);
        yield return ("page.jpg", Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>"), Kind);
        yield return ("paper.webp", Encoding.UTF8.GetBytes("%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>"), Kind);
        yield return ("script.png", Encoding.UTF8.GetBytes("%!PS\n(/etc/passwd) (r) file"), Kind);
        yield return ("list.png", Encoding.UTF8.GetBytes("push graphic-context\nimage over 0,0 0,0 'https://example.org/x'"), None);
        yield return ("gif and script.gif", [.. "GIF89a/*"u8, .. Encoding.ASCII.GetBytes("*/=1;alert(1)//")], Damaged);
        yield return ("loop.tif", Patched(tiff, 4, 8, 0, 0, 0), Damaged);
        yield return ("brackets.png", Encoding.UTF8.GetBytes("[page=1,n=-1]"), None);

        // Another kind behind the picture: what is kept are the bytes of a picture, what is served is made anew.
        yield return ("picture and archive.png", [.. png, .. Archives.Zip(("a.html", Encoding.UTF8.GetBytes("<script>")))], null);
        yield return ("picture and page.gif", [.. gif, .. Encoding.UTF8.GetBytes("<html><script>alert(2)</script>")], null);
        yield return ("comment.jpg", WithSegment(jpeg, 0xFE, Encoding.UTF8.GetBytes("<script>alert(3)</script>")), null);
        yield return ("rubbish in exif.jpg", WithSegment(jpeg, 0xE1, [.. "Exif\0\0II*\0"u8, .. Noise(60_000)]), null);
        yield return ("a place.jpg", WithPlace(), null);
        yield return ("bomb of a profile.png", WithProfile(png, 200_000_000), null);
        yield return ("moving.gif", Film(), null);
    }

    /// <summary>A photograph that says where and with what it was taken.</summary>
    public static byte[] WithPlace()
    {
        using var picture = Pictures.Gradient(41, 30);
        using var told = picture.Mutate(m =>
        {
            m.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "48/1 8/1 0/1");
            m.Set(GValue.GStrType, "exif-ifd0-Make", "SecretCamera");
        });
        return told.JpegsaveBuffer();
    }

    /// <summary>A bitmap with a palette, of 1, 4 or 8 bits.</summary>
    public static byte[] PaletteBitmap(int bits)
    {
        var (colours, stride) = (1 << bits, ((9 * bits) + 31) / 32 * 4);
        return [.. BitmapHead(9, 7, bits, 0, 54 + (4 * colours), stride * 7), .. new byte[4 * colours], .. new byte[stride * 7]];
    }

    /// <summary>A bitmap that says which bits are which colour.</summary>
    public static byte[] MaskBitmap() =>
        [.. BitmapHead(9, 7, 32, 3, 66, 9 * 7 * 4), 0, 0, 0xFF, 0, 0, 0xFF, 0, 0, 0xFF, 0, 0, 0, .. new byte[9 * 7 * 4]];

    private static byte[] BitmapHead(int width, int height, int bits, int coding, int at, int bytes)
    {
        var head = new byte[54];
        "BM"u8.CopyTo(head);
        int[] fields = [at + bytes, 0, at, 40, width, height, 1 | (bits << 16), coding, bytes];
        for (var i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(2 + (4 * i)), fields[i]);
        }

        return head;
    }

    private static byte[] Film()
    {
        using var first = Pictures.Gradient(42, 30);
        using var second = Image.Black(42, 30, bands: 3).Copy(interpretation: Enums.Interpretation.Srgb);
        using var film = Image.Arrayjoin([first, second], across: 1).Mutate(m => m.Set(GValue.GIntType, "page-height", 30));
        return film.GifsaveBuffer();
    }

    // PNG specification, 11.3.2.3: a name, the method 0, and the profile in zlib.
    private static byte[] WithProfile(byte[] png, int bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = new byte[1 << 20];
            for (var left = bytes; left > 0; left -= block.Length)
            {
                zlib.Write(block, 0, Math.Min(left, block.Length));
            }
        }

        return [.. png[..33], .. Pictures.Chunk("iCCP"u8, [.. "x\0\0"u8, .. packed.ToArray()]), .. png[33..]];
    }

    private static byte[] WithSegment(byte[] jpeg, byte kind, byte[] body) =>
        [.. jpeg[..2], 0xFF, kind, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. jpeg[2..]];

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(5).NextBytes(noise);
        return noise;
    }

    private static byte[] Patched(byte[] bytes, int at, params byte[] with)
    {
        var patched = (byte[])bytes.Clone();
        with.CopyTo(patched, at);
        return patched;
    }
}
