using System.Buffers.Binary;
using System.Text;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Media.Gallery;

/// <summary>
/// The mark of a FLAC: two Vorbis comments (RFC 9639, section 8.6). Of the blocks before the frames only STREAMINFO stays.
/// </summary>
internal static class FlacMark
{
    private const int MagicBytes = 4;
    private const int StreamInfo = 0;
    private const int Comments = 4;
    private const byte Last = 0x80;

    /// <exception cref="ExportException"><c>export.markNotRead</c>: the encoder gave something else than FLAC.</exception>
    public static byte[] Put(byte[] file, ProvenanceMark mark)
    {
        var (blocks, framesAt) = Read(file);
        if (!blocks.TryGetValue(StreamInfo, out var info))
        {
            throw new ExportException("export.markNotRead");
        }

        byte[] comments =
        [
            .. Text("AIGC Studio"), 2, 0, 0, 0,
            .. Text($"{AigcLabel.Name}={AigcLabel.Of(mark)}"),
            .. Text($"{AigcLabel.SourceTypeName.ToUpperInvariant()}={AigcLabel.SourceType}"),
        ];
        return [.. "fLaC"u8, .. Block(StreamInfo, info), .. Block(Comments | Last, comments), .. file[framesAt..]];
    }

    public static bool IsIn(byte[] file, ProvenanceMark mark)
    {
        var comments = Read(file).Blocks.TryGetValue(Comments, out var block) ? Lines(block) : [];
        return comments.Contains($"{AigcLabel.Name}={AigcLabel.Of(mark)}")
            && comments.Contains($"{AigcLabel.SourceTypeName.ToUpperInvariant()}={AigcLabel.SourceType}");
    }

    private static (Dictionary<int, byte[]> Blocks, int FramesAt) Read(byte[] file)
    {
        var blocks = new Dictionary<int, byte[]>();
        var at = MagicBytes;
        for (var more = file.AsSpan().StartsWith("fLaC"u8); more && at + 4 <= file.Length;)
        {
            var size = (file[at + 1] << 16) | (file[at + 2] << 8) | file[at + 3];
            if (at + 4 + size > file.Length)
            {
                return ([], at);
            }

            blocks[file[at] & ~Last] = file[(at + 4)..(at + 4 + size)];
            more = (file[at] & Last) == 0;
            at += 4 + size;
        }

        return (blocks, at);
    }

    private static byte[] Block(int type, byte[] body) =>
        [(byte)type, (byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length, .. body];

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, bytes.Length);
        return [.. size, .. bytes];
    }

    // The vendor's name, how many comments, then these: each with its length before it.
    private static List<string> Lines(ReadOnlySpan<byte> block)
    {
        var lines = new List<string>();
        for (var skipCount = true; block.Length >= 4; skipCount = false)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(block);
            if (size > block.Length - 4)
            {
                break;
            }

            lines.Add(Encoding.UTF8.GetString(block.Slice(4, (int)size)));
            block = block[Math.Min(block.Length, 4 + (int)size + (skipCount ? 4 : 0))..];
        }

        return lines;
    }
}
