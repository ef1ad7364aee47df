using System.IO.Compression;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>Looks at the beginning of a file as the import would read it.</summary>
internal static class TextPreviews
{
    private const int HeadBytes = 64 << 10;
    private const int MaxTexts = 10;
    private const int MaxShown = 400;

    /// <summary>Entries of an archive that are tried.</summary>
    private const int MaxEntries = 50;

    public static FilePreview Of(string name, string path, TextReading? reading, Func<string> newFile)
    {
        var kind = TextFileKinds.Of(name, path);
        if (kind != TextFileKind.Zip)
        {
            return Look(new TextFile(name, path, kind, reading, ImportCaps.Default.MaxTextCharacters, HeadBytes), null, kind);
        }

        try
        {
            return OfArchive(path, reading, newFile);
        }
        catch (Exception fault) when (fault is ImportException or InvalidDataException or IOException)
        {
            return Nothing(kind, Said.Of(fault as ImportException ?? new ImportException("import.zipBroken")));
        }
    }

    /// <summary>Texts in folders one by one, or the first table.</summary>
    private static FilePreview OfArchive(string path, TextReading? reading, Func<string> newFile)
    {
        using var stream = File.OpenRead(path);
        ZipContents.Check(stream, ImportCaps.Default);
        stream.Position = 0;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        FilePreview? all = null;
        foreach (var entry in archive.Entries.Where(e => !EntryName.IsLitter(e.FullName)).Take(MaxEntries))
        {
            if (EntryName.TryClean(entry.FullName, out var name) && Look(entry, name, reading, newFile()) is { EntryKind: not TextFileKind.Foreign } look)
            {
                all = all is null ? look : all with { Texts = [.. all.Texts.Concat(look.Texts).Take(MaxTexts)] };
            }

            if (all is { EntryKind: not TextFileKind.Plain } or { Texts.Count: >= MaxTexts })
            {
                break;
            }
        }

        return all ?? Nothing(TextFileKind.Zip, Said.Of("import.text.nothingInZip"));
    }

    private static FilePreview Look(ZipArchiveEntry entry, string name, TextReading? reading, string file)
    {
        try
        {
            using (var head = entry.Open())
            using (var target = File.Create(file))
            {
                var bytes = new byte[HeadBytes + 1];
                target.Write(bytes, 0, head.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            }

            var kind = TextFileKinds.Of(name, file);
            var chosen = reading ?? (kind == TextFileKind.Plain ? TextIntake.Whole : null);
            return Look(new TextFile(name, file, kind, chosen, ImportCaps.Default.MaxTextCharacters, HeadBytes), name, TextFileKind.Zip);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static FilePreview Look(TextFile file, string? entry, TextFileKind kind)
    {
        var (reading, columns) = (file.Reading ?? new TextReading(file.PlainCut, null, null, null), (IReadOnlyList<string>)[]);
        var texts = new List<PreviewText>();
        var whole = new FileInfo(file.Path).Length <= HeadBytes;
        Said? refusal = null;
        try
        {
            var folder = EntryName.LabelOf(file.Name);
            foreach (var piece in file.Cut((r, c) => (reading, columns) = (r, c)).Where(p => !IsBlank(p)).Take(MaxTexts + 1))
            {
                texts.Add(Show(piece, folder, whole));
            }
        }
        catch (ImportException fault) when (whole || texts.Count == 0)
        {
            refusal = Said.Of(fault);
        }
        catch (ImportException)
        {
            // A file that is cut within a row is broken there and nowhere else.
        }

        if (!whole && texts.Count is > 1 and <= MaxTexts)
        {
            texts.RemoveAt(texts.Count - 1);
        }

        return new FilePreview(kind, reading, columns, [.. texts.Take(MaxTexts)], entry, file.Kind, refusal);
    }

    private static bool IsBlank(TextPiece piece) => piece.Refusal is null && string.IsNullOrWhiteSpace(piece.Text);

    private static PreviewText Show(TextPiece piece, string? folder, bool whole)
    {
        var refusal = piece.Refusal ?? (piece.Reply is not null && string.IsNullOrWhiteSpace(piece.Reply) ? Said.Of("import.text.noReply") : null);
        return new PreviewText(
            Beginning(CleanText.Of(piece.Text, out _)),
            piece.Reply is null ? null : Beginning(CleanText.Of(piece.Reply, out _)),
            piece.Label is { } label && CleanText.OfLine(label) is { Length: > 0 } clean ? clean : folder,
            whole ? refusal : piece.Refusal is null ? refusal : null);
    }

    private static string Beginning(string text)
    {
        if (text.Length <= MaxShown)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[MaxShown - 1]) ? MaxShown - 1 : MaxShown;
        return text[..end] + "…";
    }

    private static FilePreview Nothing(TextFileKind kind, Said refusal) =>
        new(kind, new TextReading(TextCut.Whole, null, null, null), [], [], null, TextFileKind.Foreign, refusal);
}
