using System.Buffers.Binary;
using System.Text;

namespace AigcStudio.Tests.Datasets;

/// <summary>Sounds made to harm, each with the reason for which it must be refused.</summary>
internal static class HostileSounds
{
    private const int RateHz = 16_000;

    public static IEnumerable<(string Name, byte[] Bytes, string? Code)> All()
    {
        const string Kind = "import.sound.refusedKind", Damaged = "import.sound.damaged", None = "import.sound.notASound", NaN = "import.sound.notANumber";
        var good = Sounds.Wav(Sounds.Sine(440, 0.5, RateHz), RateHz);
        yield return ("list.mp3", Encoding.ASCII.GetBytes("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"), Kind);
        yield return ("list.wav", Encoding.ASCII.GetBytes("ffconcat version 1.0\nfile /etc/passwd\n"), Kind);
        yield return ("list.ogg", Encoding.ASCII.GetBytes("[playlist]\nFile1=http://example.org/a.mp3\n"), Kind);
        yield return ("list.m4a", Encoding.UTF8.GetBytes("\uFEFF<?xml version='1.0'?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>"), Kind);
        yield return ("list behind a tag.mp3", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0, .. "#EXTM3U\nfile:///etc/passwd\n"u8], None);
        yield return ("path.wav", Encoding.ASCII.GetBytes("/etc/passwd\n"), None);
        yield return ("number.wav", Sounds.Wav([0.1f, float.NaN], RateHz, bits: 32, ieee: true), NaN);
        yield return ("endless.wav", Sounds.Wav([0.1f, float.NegativeInfinity], RateHz, bits: 32, ieee: true), NaN);
        yield return ("loud.wav", Sounds.Wav([.. Enumerable.Repeat(float.MaxValue, 50)], RateHz, bits: 32, ieee: true), Damaged);
        yield return ("longer than it is.wav", Sounds.Wav(new float[100], RateHz, claimed: 0x7FFFFFFF), "import.sound.truncated");
        yield return ("chunks.wav", Chunks(good, 5_000, 0), Damaged);
        yield return ("chunk without end.wav", Chunks(good, 1, uint.MaxValue), Damaged);
        yield return ("odd chunk.wav", Chunks(good, 1, int.MaxValue), Damaged);
        yield return ("half.wav", good[..(good.Length / 2)], "import.sound.truncated");
        yield return ("rubbish.ogg", [.. "OggS"u8, .. new byte[3000]], Damaged);
        yield return ("rubbish.flac", [.. "fLaC"u8, .. new byte[3000]], Damaged);
        yield return ("rubbish.m4a", [0, 0, 0, 24, .. "ftypM4A "u8, .. new byte[3000]], Damaged);
        yield return ("movie of references.m4a", Reference(), Damaged);
        yield return ("ten hours.wav", Sounds.Wav(new float[40_000_000], 4_000, bits: 8), "import.sound.tooLong");
    }

    // Chunks of which none is "fmt " or "data", before the real ones.
    private static byte[] Chunks(byte[] wav, int count, uint size)
    {
        var chunk = new byte[8];
        "odd?"u8.CopyTo(chunk);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(4), size);
        return [.. wav[..12], .. Enumerable.Repeat(chunk, count).SelectMany(c => c), .. wav[12..]];
    }

    /// <summary>An index that says that its samples lie in another file (ISO/IEC 14496-12, 8.7.2: a "url " without the flag "self-contained").</summary>
    private static byte[] Reference()
    {
        var other = Box("url ", [0, 0, 0, 0, .. "file:///etc/passwd\0"u8]);
        var reference = Box("dref", [0, 0, 0, 0, 0, 0, 0, 1, .. other]);
        return [.. Box("ftyp", [.. "M4A "u8, 0, 0, 0, 0]), .. Box("moov", Box("trak", Box("mdia", Box("minf", Box("dinf", reference)))))];
    }

    private static byte[] Box(string name, byte[] body)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, 8 + body.Length);
        return [.. size, .. Encoding.ASCII.GetBytes(name), .. body];
    }
}
