namespace AigcStudio.Data.Datasets.Import;

internal enum FileKind
{
    /// <summary>Perhaps a picture or a sound: the Media process says.</summary>
    Other,
    Zip,
    Gzip,
    Idx,
}

/// <summary>What a file is by its first bytes; names lie.</summary>
internal static class FileKinds
{
    public const int HeadBytes = 4;

    public static FileKind Of(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] => FileKind.Zip,
        [0x1f, 0x8b, ..] => FileKind.Gzip,
        // IDX: two zeros, the type of a number, how many dimensions.
        [0, 0, >= 0x08 and <= 0x0e, >= 1 and <= 8, ..] => FileKind.Idx,
        _ => FileKind.Other,
    };

    public static FileKind Of(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[HeadBytes];
        return Of(head[..stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)]);
    }
}
