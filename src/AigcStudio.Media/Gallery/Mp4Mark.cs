using System.Buffers.Binary;
using System.Text;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Media.Gallery;

/// <summary>
/// The mark of an MP4 (ISO/IEC 14496-12): the XMP packet in a <c>uuid</c> box at the end of the file (XMP part 3, section 1.2.7), and the label
/// of TC260 as tags of the index (<c>moov/udta/meta/ilst</c>), which players and ffprobe read.
/// </summary>
internal static class Mp4Mark
{
    private const int HeaderBytes = 8;

    private static readonly byte[] XmpId = [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

    /// <param name="file">An MP4 whose index is its last box, so that nothing that the index points at moves.</param>
    /// <exception cref="ExportException"><c>export.markNotRead</c>: the encoder gave something else.</exception>
    public static byte[] Put(byte[] file, ProvenanceMark mark)
    {
        var boxes = Boxes(file, 0, file.Length);
        if (boxes.Count == 0 || boxes[^1].Name != "moov")
        {
            throw new ExportException("export.markNotRead");
        }

        var (_, start, end) = boxes[^1];
        var kept = Boxes(file, start + HeaderBytes, end).Where(b => b.Name != "udta").SelectMany(b => file[b.Start..b.End]);
        return [.. file[..start], .. Box("moov", [.. kept, .. Tags(mark)]), .. Box("uuid", [.. XmpId, .. PictureMark.Write(mark)])];
    }

    public static bool IsIn(byte[] file, ProvenanceMark mark)
    {
        var boxes = Boxes(file, 0, file.Length);
        return boxes.Any(b => b.Name == "uuid" && file.AsSpan(b.Start + HeaderBytes).StartsWith(XmpId)
                && PictureMark.IsIn(file[(b.Start + HeaderBytes + XmpId.Length)..b.End], mark))
            && boxes.Where(b => b.Name == "moov").SelectMany(b => Boxes(file, b.Start + HeaderBytes, b.End))
                .Any(b => b.Name == "udta" && file.AsSpan(b.Start, b.End - b.Start).SequenceEqual(Tags(mark)));
    }

    private static byte[] Tags(ProvenanceMark mark)
    {
        byte[] handler = [.. new byte[8], .. "mdirappl"u8, .. new byte[9]];
        byte[] list =
        [
            .. Box("\u00a9cmt", Data(AigcLabel.Of(mark))),
            .. Free(AigcLabel.Name, AigcLabel.Of(mark)),
            .. Free(AigcLabel.SourceTypeName, AigcLabel.SourceType),
        ];
        return Box("udta", Box("meta", [.. new byte[4], .. Box("hdlr", handler), .. Box("ilst", list)]));
    }

    private static byte[] Free(string name, string text) =>
        Box("----", [.. Box("mean", [.. new byte[4], .. "com.apple.iTunes"u8]), .. Box("name", [.. new byte[4], .. Encoding.UTF8.GetBytes(name)]), .. Data(text)]);

    // Type 1 is UTF-8; the four bytes after it are a locale of none.
    private static byte[] Data(string text) => Box("data", [0, 0, 0, 1, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);

    private static byte[] Box(string name, byte[] body)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, HeaderBytes + body.Length);
        return [.. size, .. Encoding.Latin1.GetBytes(name), .. body];
    }

    /// <returns>None where the bytes are no boxes end to end.</returns>
    private static List<(string Name, int Start, int End)> Boxes(byte[] file, int from, int to)
    {
        var boxes = new List<(string, int, int)>();
        while (from < to)
        {
            var size = to - from >= HeaderBytes ? BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(from)) : 0;
            if (size < HeaderBytes || size > to - from)
            {
                return [];
            }

            boxes.Add((Encoding.Latin1.GetString(file, from + 4, 4), from, from + (int)size));
            from += (int)size;
        }

        return boxes;
    }
}
