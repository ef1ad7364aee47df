namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>Tells kinds of text files apart.</summary>
internal static class TextFileKinds
{
    /// <summary>Bytes that are looked at.</summary>
    private const int HeadBytes = 4_096;

    private static readonly byte[][] OtherBeginnings =
        ["%PDF-"u8.ToArray(), "{\\rtf"u8.ToArray(), [0x89, (byte)'P', (byte)'N', (byte)'G'], [0xFF, 0xD8, 0xFF], "GIF8"u8.ToArray(),
         "RIFF"u8.ToArray(), "OggS"u8.ToArray(), "fLaC"u8.ToArray(), "ID3"u8.ToArray(), [0x1F, 0x8B], [0xD0, 0xCF, 0x11, 0xE0]];

    /// <param name="name">As its uploader calls it: the ending counts.</param>
    public static TextFileKind Of(string name, string path)
    {
        if (FileKinds.Of(path) == FileKind.Zip)
        {
            return TextFileKind.Zip;
        }

        Span<byte> head = stackalloc byte[HeadBytes];
        using var stream = File.OpenRead(path);
        head = head[..stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
        return IsText(head) ? ByName(name) : TextFileKind.Foreign;
    }

    private static TextFileKind ByName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".tab" => TextFileKind.Table,
        ".jsonl" or ".ndjson" => TextFileKind.JsonLines,
        ".txt" or ".text" or ".md" or "" => TextFileKind.Plain,
        _ => TextFileKind.Foreign,
    };

    /// <summary>No zero bytes, unless a mark says that the text is in UTF-16, and no beginning of another format.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return true;
        }

        foreach (var beginning in OtherBeginnings)
        {
            if (head.StartsWith(beginning))
            {
                return false;
            }
        }

        return !head.Contains((byte)0);
    }
}
