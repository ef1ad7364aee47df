using System.Text.Json;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>Cuts a file with a JSON object on each line (jsonlines.org) into its lines.</summary>
internal sealed class JsonLinesCutter
{
    /// <summary>Characters of one line.</summary>
    private const int MaxLine = 1 << 22;

    /// <summary>Lines by which fields are told apart, as long as they are no longer together than one may be.</summary>
    private const int Sample = 50;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    private readonly BoundedLines _lines;
    private readonly List<Line> _ahead = [];
    private readonly Columns _columns;
    private long _place;

    /// <exception cref="ImportException">Codes <c>import.text.*</c>: no line holds an object, or a field that was chosen is in none.</exception>
    public JsonLinesCutter(TextReader source, TextReading? reading)
    {
        _lines = new BoundedLines(source, MaxLine);
        for (var held = 0L; _ahead.Count < Sample && held < MaxLine && Next() is { } line; held += _lines.Length)
        {
            _ahead.Add(line);
        }

        Names = [.. _ahead.SelectMany(l => l.Fields?.Keys.ToArray() ?? []).Distinct()];
        if (Names.Count == 0)
        {
            throw new ImportException("import.text.noObjects");
        }

        _columns = reading is null ? Guessed() : Columns.Chosen(reading, Names);
    }

    /// <summary>Fields of the first objects that hold a string or a number.</summary>
    public IReadOnlyList<string> Names { get; }

    public TextReading Reading => _columns.ToReading(Names, header: true);

    /// <summary>The lines in order, blank ones left out; one that is no object is refused by itself.</summary>
    public IEnumerable<TextPiece> Cut()
    {
        foreach (var line in _ahead)
        {
            yield return Piece(line);
        }

        while (Next() is { } line)
        {
            yield return Piece(line);
        }
    }

    private Columns Guessed() => Columns.Guessed(
        Names, [.. _ahead.Where(l => l.Fields is not null).Select(l => Names.Select(n => l.Fields!.GetValueOrDefault(n, "")).ToArray())]);

    private TextPiece Piece(Line line) => line.Fields is { } fields
        ? _columns.Pick(line.Place, c => fields.GetValueOrDefault(Names[c]))
        : TextPiece.Refused(line.Place, "import.text.jsonLine");

    private Line? Next()
    {
        while (_lines.Read() is { } text)
        {
            _place++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                return new Line(_place, _lines.IsTooLong ? null : Parse(text));
            }
        }

        return null;
    }

    private static Dictionary<string, string>? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var fields = new Dictionary<string, string>();
            foreach (var field in json.RootElement.EnumerateObject().Where(f => f.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number))
            {
                fields[field.Name] = field.Value.ToString();
                if (fields.Count > Columns.Most)
                {
                    return null;
                }
            }

            return fields;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that is half of a surrogate pair, which is no text.
            return null;
        }
    }

    private sealed record Line(long Place, Dictionary<string, string>? Fields);
}
