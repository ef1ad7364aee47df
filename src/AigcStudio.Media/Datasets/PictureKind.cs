using System.Buffers.Binary;
using System.Text;

namespace AigcStudio.Media.Datasets;

/// <summary>What a file is by its first bytes; its name says nothing.</summary>
internal static class PictureKind
{
    public const int BytesNeeded = 1024;

    private static readonly (string Kind, byte[] Start)[] Pictures =
    [
        ("png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        ("jpeg", [0xFF, 0xD8, 0xFF]),
        ("gif", "GIF87a"u8.ToArray()),
        ("gif", "GIF89a"u8.ToArray()),
        ("tiff", [(byte)'I', (byte)'I', 42, 0]),
        ("tiff", [(byte)'M', (byte)'M', 0, 42]),
        ("tiff", [(byte)'I', (byte)'I', 43, 0]),
        ("tiff", [(byte)'M', (byte)'M', 0, 43]),
    ];

    private static readonly (string Kind, byte[] Start)[] Others =
    [
        ("PDF", "%PDF-"u8.ToArray()),
        ("PostScript", "%!PS"u8.ToArray()),
        ("PSD", "8BPS"u8.ToArray()),
        ("JPEG XL", [0xFF, 0x0A]),
        ("JPEG 2000", [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ']),
    ];

    /// <summary><c>png</c>, <c>jpeg</c>, <c>webp</c>, <c>gif</c>, <c>bmp</c>, <c>tiff</c>; null for everything else.</summary>
    public static string? Of(ReadOnlySpan<byte> start)
    {
        foreach (var (kind, magic) in Pictures)
        {
            if (start.StartsWith(magic))
            {
                return kind;
            }
        }

        return start.StartsWith("RIFF"u8) && start.Length >= 12 && start[8..12].SequenceEqual("WEBP"u8) ? "webp"
            : start.StartsWith("BM"u8) && start.Length >= 18 && BinaryPrimitives.ReadInt32LittleEndian(start[14..]) is 12 or 40 or 52 or 56 or 64 or 108 or 124 ? "bmp"
            : null;
    }

    /// <summary>The name of a known kind that the studio does not take: documents and formats without a safe decoder here.</summary>
    public static string? RefusedKindOf(ReadOnlySpan<byte> start)
    {
        foreach (var (kind, magic) in Others)
        {
            if (start.StartsWith(magic))
            {
                return kind;
            }
        }

        if (start.Length >= 12 && start[4..8].SequenceEqual("ftyp"u8))
        {
            return start[8..12].StartsWith("avi"u8) ? "AVIF" : "HEIC";
        }

        var text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return !text.StartsWith('<') ? null
            : text.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "SVG"
            : text.Contains("<html", StringComparison.OrdinalIgnoreCase) || text.Contains("<!doctype", StringComparison.OrdinalIgnoreCase) ? "HTML"
            : "XML";
    }
}
