namespace AigcStudio.Media.Datasets;

/// <summary>The four bytes before each frame of MPEG-1, 2 and 2.5 audio, layer III (ISO/IEC 11172-3, section 2.4.1.3).</summary>
internal static class Mp3Frame
{
    // Taggers leave padding between a tag and the first frame.
    private const int SearchBytes = 4096;
    private const int LongestFrame = 1441;
    private const int FramesInARow = 2;

    private static readonly int[] KilobitsMpeg1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] KilobitsMpeg2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] RatesMpeg1 = [44_100, 48_000, 32_000];

    /// <summary>True where, near a place, one frame follows another, or a single one fills the file.</summary>
    public static bool StartsIn(Stream file, long at)
    {
        var bytes = new byte[SearchBytes + (FramesInARow * LongestFrame) + 4];
        file.Position = Math.Min(at, file.Length);
        var have = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        for (var i = 0; i < Math.Min(have, SearchBytes); i++)
        {
            if (Length(bytes.AsSpan(i, have - i)) is > 0 and var first && FollowedByFrame(bytes.AsSpan(i, have - i), first))
            {
                return true;
            }
        }

        return false;
    }

    private static bool FollowedByFrame(ReadOnlySpan<byte> bytes, int first) =>
        bytes.Length == first || (bytes.Length > first && Length(bytes[first..]) > 0);

    /// <summary>Bytes of the frame that starts here, 0 where none does.</summary>
    private static int Length(ReadOnlySpan<byte> at)
    {
        if (at.Length < 4 || at[0] != 0xFF || (at[1] & 0xE0) != 0xE0 || (at[1] & 0x06) != 0x02)
        {
            return 0;
        }

        var (version, kilobits, rate) = ((at[1] >> 3) & 3, at[2] >> 4, (at[2] >> 2) & 3);
        if (version == 1 || kilobits is 0 or 15 || rate == 3)
        {
            return 0;
        }

        var hertz = RatesMpeg1[rate] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        return (version == 3 ? 144_000 * KilobitsMpeg1[kilobits] : 72_000 * KilobitsMpeg2[kilobits]) / hertz + ((at[2] >> 1) & 1);
    }
}
