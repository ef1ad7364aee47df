using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>
/// Takes texts in, one after another: a text is cut, cleaned and noted, and no file is ever held whole. What it costs is
/// bounded by the caps of a version, whatever the files hold.
/// </summary>
internal sealed class TextIntake(ImportCaps caps, ImportLedger ledger, Func<string> newFile, Action<long> progressed) : IItemIntake
{
    /// <summary>Characters of a label; a longer one is none.</summary>
    internal const int MaxLabelLength = 200;
    private const int ReportEvery = 256;

    private long _sequence;
    private int _kept;
    private long _characters;

    /// <summary>Nobody knows how many texts there are before they are cut.</summary>
    public long Count(IReadOnlyList<Upload> uploads) => 0;

    public Task RunAsync(IReadOnlyList<Upload> uploads, CancellationToken cancel) => Task.Run(() => Run(uploads, cancel), cancel);

    private void Run(IReadOnlyList<Upload> uploads, CancellationToken cancel)
    {
        (_kept, _characters) = (ledger.Kept.Count, ledger.Kept.Sum(k => (long)k.Text!.Length + (k.Reply?.Length ?? 0)));
        foreach (var file in uploads.Where(u => !EntryName.IsLitter(u.Name)).SelectMany(Open))
        {
            try
            {
                Take(file, cancel);
            }
            catch (ImportException refusal)
            {
                ledger.Refuse(file.Name, Said.Of(refusal));
            }
        }
    }

    private IEnumerable<TextFile> Open(Upload upload)
    {
        var reading = TextReading.FromJson(upload.Reading);
        var kind = TextFileKinds.Of(upload.Name, upload.Path);
        return kind == TextFileKind.Zip
            ? Refusals.Noted(ledger, upload.Name, Unpack(upload, reading))
            : [new TextFile(upload.Name, upload.Path, kind, reading, caps.MaxTextCharacters)];
    }

    private IEnumerable<TextFile> Unpack(Upload upload, TextReading? reading)
    {
        foreach (var entry in new ZipSource(caps, ledger, newFile, caps.MaxTextFileBytes).Unpack(upload.Name, upload.Path))
        {
            var kind = TextFileKinds.Of(entry.Name, entry.Path);
            yield return new TextFile(entry.Name, entry.Path, kind, reading ?? (kind == TextFileKind.Plain ? Whole : null), caps.MaxTextCharacters);
            File.Delete(entry.Path);
        }
    }

    /// <summary>The files of an archive are one text each, unless a person says otherwise.</summary>
    public static TextReading Whole { get; } = new(TextCut.Whole, null, null, null);

    private void Take(TextFile file, CancellationToken cancel)
    {
        var folder = EntryName.LabelOf(file.Name);
        var seen = 0L;
        foreach (var piece in file.Cut())
        {
            if (++seen % ReportEvery == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progressed(_kept);
            }

            if (seen > caps.MaxPieces || _kept >= caps.MaxItems)
            {
                throw new ImportException("import.text.tooMany", caps.MaxItems, seen - 1);
            }

            Take(file, piece, folder);
        }

        progressed(_kept);
    }

    private void Take(TextFile file, TextPiece piece, string? folder)
    {
        var name = piece.Place == 0 ? file.Name : $"{file.Name} {piece.Place}";
        var text = CleanText.Of(piece.Text, out var dropped);
        var reply = piece.Reply is null ? null : CleanText.Of(piece.Reply, out _);
        if (piece.Refusal is { } refusal)
        {
            ledger.Refuse(name, refusal);
        }
        else if (Math.Max(text.Length, reply?.Length ?? 0) is var longest && longest > caps.MaxTextCharacters)
        {
            ledger.Refuse(name, "import.text.tooLong", longest, caps.MaxTextCharacters);
        }
        else if (text.Length == 0 || reply is "")
        {
            ledger.Note(text.Length == 0 ? "findings.text.blank" : "findings.text.noReply");
        }
        else
        {
            Keep(name, text, reply, Label(piece.Label) ?? folder);
            if (dropped)
            {
                ledger.Note("findings.text.control");
            }
        }
    }

    private void Keep(string name, string text, string? reply, string? label)
    {
        _kept++;
        _characters += text.Length + (reply?.Length ?? 0);
        if (_characters > caps.MaxTextTotal)
        {
            throw new ImportException("import.text.tooMuch", caps.MaxTextTotal >> 20);
        }

        ledger.Keep([KeptText.Of(_sequence++, name, label, text, reply)]);
    }

    private static string? Label(string? label) =>
        label is null || CleanText.OfLine(label) is not { Length: > 0 and <= MaxLabelLength } clean ? null : clean;
}
