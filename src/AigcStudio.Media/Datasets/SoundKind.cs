using System.Text;

namespace AigcStudio.Media.Datasets;

/// <summary>What a file of sound is by its content; its name says nothing, and no other program is asked.</summary>
internal static class SoundKind
{
    private const int StartBytes = 1024;

    private static readonly (string Kind, byte[] Start)[] Others =
    [
        ("AIFF", "FORM"u8.ToArray()),
        ("RF64", "RF64"u8.ToArray()),
        ("Wave64", "riff"u8.ToArray()),
        ("MIDI", "MThd"u8.ToArray()),
        ("AU", ".snd"u8.ToArray()),
        ("CAF", "caff"u8.ToArray()),
        ("AMR", "#!AMR"u8.ToArray()),
        ("WMA", [0x30, 0x26, 0xB2, 0x75]),
        ("Matroska", [0x1A, 0x45, 0xDF, 0xA3]),
        ("M3U", "#EXT"u8.ToArray()),
        ("PLS", "[playlist]"u8.ToArray()),
        ("ffconcat", "ffconcat"u8.ToArray()),
        ("PDF", "%PDF-"u8.ToArray()),
    ];

    /// <summary><c>wav</c>, <c>mp3</c>, <c>flac</c>, <c>ogg</c>, <c>m4a</c>; null for everything else.</summary>
    public static string? Of(Stream file)
    {
        var tag = Id3Length(file);
        var start = Start(file, tag);
        return tag == 0 && IsWav(start) ? "wav"
            : tag == 0 && start.StartsWith("OggS"u8) ? "ogg"
            : tag == 0 && IsMp4(start) ? "m4a"
            : start.StartsWith("fLaC"u8) ? "flac"
            : Mp3Frame.StartsIn(file, tag) ? "mp3"
            : null;
    }

    /// <summary>The name of a known kind that the studio does not take; lists of other files are among them.</summary>
    public static string? RefusedKindOf(Stream file)
    {
        var start = Start(file, 0);
        foreach (var (kind, magic) in Others)
        {
            if (start.StartsWith(magic))
            {
                return kind;
            }
        }

        return start.Length > 6 && start[0] == 0xFF && (start[1] & 0xF6) == 0xF0 ? "AAC"
            : Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<') ? "XML" : null;
    }

    private static bool IsWav(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("WAVE"u8);

    // Brands of pictures (HEIF, AVIF) share the box; they are none of ours.
    private static bool IsMp4(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start[4..8].SequenceEqual("ftyp"u8)
        && (start[8..11].SequenceEqual("M4A"u8) || start[8..11].SequenceEqual("M4B"u8) || start[8..11].SequenceEqual("mp4"u8)
            || start[8..11].SequenceEqual("iso"u8) || start[8..12].SequenceEqual("dash"u8));

    /// <summary>Bytes of an ID3v2 tag at the start (ID3v2.4 structure, section 3.1: seven bits a byte), 0 where there is none.</summary>
    private static long Id3Length(Stream file)
    {
        var start = Start(file, 0);
        return start.Length < 10 || !start.StartsWith("ID3"u8) || ((start[6] | start[7] | start[8] | start[9]) & 0x80) != 0
            ? 0
            : 10 + ((start[6] << 21) | (start[7] << 14) | (start[8] << 7) | start[9]) + ((start[5] & 0x10) != 0 ? 10 : 0);
    }

    private static ReadOnlySpan<byte> Start(Stream file, long at)
    {
        var bytes = new byte[StartBytes];
        file.Position = Math.Min(at, file.Length);
        return bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}
