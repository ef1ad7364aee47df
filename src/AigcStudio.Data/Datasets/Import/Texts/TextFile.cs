using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>A file of texts, read once from beginning to end without being held as a whole.</summary>
/// <param name="Reading">A person's choice; null for what the file suggests.</param>
/// <param name="Bytes">How much of the file is looked at; <see cref="long.MaxValue"/> for all of it.</param>
internal sealed record TextFile(string Name, string Path, TextFileKind Kind, TextReading? Reading, int MaxCharacters, long Bytes = long.MaxValue)
{
    /// <summary>How a file without a choice is cut: one text where it lies in a folder, lines otherwise.</summary>
    public TextCut PlainCut => Reading?.Cut ?? (Name.Contains('/') ? TextCut.Whole : TextCut.Lines);

    /// <summary>The pieces in order, with how they were cut.</summary>
    /// <exception cref="ImportException">The file as a whole cannot be used, or no further; what came before is good.</exception>
    public IEnumerable<TextPiece> Cut(Action<TextReading, IReadOnlyList<string>>? told = null)
    {
        using var source = new StrictText(Open(), cutShort: Bytes != long.MaxValue);
        switch (Kind)
        {
            case TextFileKind.Table:
                using (var table = new TableCutter(source, Reading, Delimiter))
                {
                    told?.Invoke(table.Reading, table.Names);
                    foreach (var piece in table.Cut())
                    {
                        yield return piece;
                    }
                }

                break;
            case TextFileKind.JsonLines:
                var lines = new JsonLinesCutter(source, Reading);
                told?.Invoke(lines.Reading, lines.Names);
                foreach (var piece in lines.Cut())
                {
                    yield return piece;
                }

                break;
            case TextFileKind.Plain:
                told?.Invoke(new TextReading(PlainCut, null, null, null), []);
                foreach (var piece in PlainCutter.Cut(source, PlainCut, MaxCharacters))
                {
                    yield return piece;
                }

                break;
            default:
                throw new ImportException("import.text.notAText");
        }
    }

    /// <summary>The one that the name promises; null to tell it by the first row.</summary>
    private char? Delimiter => System.IO.Path.GetExtension(Name).ToLowerInvariant() is ".tsv" or ".tab" ? '\t' : null;

    private Stream Open()
    {
        var file = File.OpenRead(Path);
        return file.Length <= Bytes ? file : new Beginning(file, Bytes);
    }
}
