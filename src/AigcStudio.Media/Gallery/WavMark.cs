using System.Buffers.Binary;
using System.Text;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Media.Gallery;

/// <summary>
/// The mark of a WAV: a LIST/INFO chunk whose comment (<c>ICMT</c>) names the digital source type, and a chunk <c>AIGC</c> with
/// the label. Both stand behind the samples: a reader that expects these at byte 44 finds them there.
/// </summary>
internal static class WavMark
{
    public static void Append(string path, ProvenanceMark mark)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Seek(0, SeekOrigin.End);
        file.Write(Chunk("LIST", [.. "INFO"u8, .. Chunk("ICMT", [.. Encoding.UTF8.GetBytes(AigcLabel.SourceType), 0])]));
        file.Write(Chunk(AigcLabel.Name, Encoding.UTF8.GetBytes(AigcLabel.Of(mark))));
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, (int)(file.Length - 8));
        file.Position = 4;
        file.Write(size);
    }

    public static bool IsIn(string path, ProvenanceMark mark)
    {
        var chunks = Chunks(File.ReadAllBytes(path));
        return chunks.TryGetValue(AigcLabel.Name, out var label) && Encoding.UTF8.GetString(label) == AigcLabel.Of(mark)
            && chunks.TryGetValue("LIST", out var list) && Encoding.UTF8.GetString(list).Contains(AigcLabel.SourceType + "\0", StringComparison.Ordinal);
    }

    private static byte[] Chunk(string name, byte[] body)
    {
        var chunk = new byte[8 + body.Length + (body.Length & 1)];
        Encoding.ASCII.GetBytes(name).CopyTo(chunk, 0);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), body.Length);
        body.CopyTo(chunk, 8);
        return chunk;
    }

    private static Dictionary<string, byte[]> Chunks(byte[] file)
    {
        var chunks = new Dictionary<string, byte[]>();
        for (long at = 12; at + 8 <= file.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)at + 4));
            if (at + 8 + size > file.Length)
            {
                break;
            }

            chunks[Encoding.ASCII.GetString(file, (int)at, 4)] = file[(int)(at + 8)..(int)(at + 8 + size)];
            at += 8 + size + (size & 1);
        }

        return chunks;
    }
}
