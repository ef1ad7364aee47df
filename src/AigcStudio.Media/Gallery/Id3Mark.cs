using System.Buffers.Binary;
using System.Text;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Media.Gallery;

/// <summary>The mark of an MP3: an ID3v2.4 tag before the frames with two TXXX frames in UTF-8 (ID3v2.4 frames, section 4.2.6).</summary>
internal static class Id3Mark
{
    private const int HeaderBytes = 10;
    private const byte Utf8 = 3;

    /// <param name="frames">An MP3 without a tag.</param>
    public static byte[] Put(byte[] frames, ProvenanceMark mark)
    {
        byte[] body = [.. Frame(AigcLabel.Name, AigcLabel.Of(mark)), .. Frame(AigcLabel.SourceTypeName, AigcLabel.SourceType)];
        return [.. "ID3"u8, 4, 0, 0, .. SevenBits(body.Length), .. body, .. frames];
    }

    public static bool IsIn(byte[] file, ProvenanceMark mark)
    {
        var texts = Read(file);
        return texts.GetValueOrDefault(AigcLabel.Name) == AigcLabel.Of(mark)
            && texts.GetValueOrDefault(AigcLabel.SourceTypeName) == AigcLabel.SourceType;
    }

    private static byte[] Frame(string name, string text)
    {
        byte[] body = [Utf8, .. Encoding.UTF8.GetBytes(name), 0, .. Encoding.UTF8.GetBytes(text)];
        return [.. "TXXX"u8, .. SevenBits(body.Length), 0, 0, .. body];
    }

    private static Dictionary<string, string> Read(ReadOnlySpan<byte> file)
    {
        var texts = new Dictionary<string, string>();
        if (file.Length < HeaderBytes || !file.StartsWith("ID3"u8))
        {
            return texts;
        }

        var tag = file[HeaderBytes..Math.Min(file.Length, HeaderBytes + Number(file[6..]))];
        while (tag.Length > HeaderBytes && tag.StartsWith("TXXX"u8))
        {
            var end = HeaderBytes + Number(tag[4..]);
            if (end <= HeaderBytes || end > tag.Length)
            {
                break;
            }

            var parts = Encoding.UTF8.GetString(tag[(HeaderBytes + 1)..end]).Split('\0', 2);
            texts[parts[0]] = parts[^1];
            tag = tag[end..];
        }

        return texts;
    }

    // Sizes have seven bits a byte, so that none looks like the start of a frame (ID3v2.4 structure, section 6.2).
    private static byte[] SevenBits(int size) => [(byte)((size >> 21) & 127), (byte)((size >> 14) & 127), (byte)((size >> 7) & 127), (byte)(size & 127)];

    private static int Number(ReadOnlySpan<byte> at)
    {
        var packed = BinaryPrimitives.ReadUInt32BigEndian(at);
        return (int)((packed & 127) | ((packed >> 1) & (127 << 7)) | ((packed >> 2) & (127 << 14)) | ((packed >> 3) & (127 << 21)));
    }
}
