using AigcStudio.Core.Datasets;
using Sylvan.Data.Csv;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>Cuts a table of separated values (RFC 4180; comma, semicolon, tab or bar) into its rows.</summary>
internal sealed class TableCutter : IDisposable
{
    /// <summary>Characters of one row: beyond that the table is not read any further.</summary>
    private const int MaxRow = 1 << 22;

    /// <summary>Rows by which columns are told apart, as long as they are no longer together than one may be.</summary>
    private const int Sample = 50;

    private readonly CsvDataReader _reader;
    private readonly List<IReadOnlyList<string>> _ahead = [];
    private readonly Columns _columns;
    private readonly bool _header;
    private readonly ImportException? _broken;

    /// <param name="source">Disposed with the cutter.</param>
    /// <param name="delimiter">Null to tell it by the first row.</param>
    /// <exception cref="ImportException">Codes <c>import.text.*</c>: the table has no rows, or lacks a column that was chosen.</exception>
    public TableCutter(TextReader source, TextReading? reading, char? delimiter)
    {
        _header = reading?.Header ?? true;
        _reader = Refusing(0, () => CsvDataReader.Create(source, new CsvDataReaderOptions
        {
            Delimiter = delimiter,
            HasHeaders = false,
            MaxBufferSize = MaxRow,
            ResultSetMode = ResultSetMode.SingleResult,
        }));
        _broken = ReadAhead();
        if (_ahead.Count == 0)
        {
            throw _broken ?? new ImportException("import.text.empty");
        }

        Names = NamesOf(_ahead[0]);
        _ahead.RemoveRange(0, _header ? 1 : 0);
        _columns = reading is null ? Columns.Guessed(Names, _ahead) : Columns.Chosen(reading, Names);
    }

    /// <summary>What the columns are called; numbers from 1 without a header.</summary>
    public IReadOnlyList<string> Names { get; }

    public TextReading Reading => _columns.ToReading(Names, _header);

    /// <summary>The rows in order, the header not counted.</summary>
    /// <exception cref="ImportException"><c>import.text.tableBroken</c>; what came before is good.</exception>
    public IEnumerable<TextPiece> Cut()
    {
        var place = 1L;
        foreach (var row in _ahead)
        {
            yield return Piece(place++, row);
        }

        if (_broken is not null)
        {
            throw _broken;
        }

        while (Next() is { } row)
        {
            yield return Piece(place++, row);
        }
    }

    public void Dispose() => _reader.Dispose();

    /// <returns>Why the table cannot be read beyond these rows; null where it can.</returns>
    private ImportException? ReadAhead()
    {
        try
        {
            for (var held = 0L; _ahead.Count < Sample && held < MaxRow && Next() is { } row; held += row.Sum(f => (long)f.Length))
            {
                _ahead.Add(row);
            }

            return null;
        }
        catch (ImportException broken)
        {
            return broken;
        }
    }

    private IReadOnlyList<string> NamesOf(IReadOnlyList<string> first) => !_header
        ? [.. Enumerable.Range(1, first.Count).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))]
        : [.. first.Select((name, n) => string.IsNullOrWhiteSpace(name) ? $"{n + 1}" : name.Trim())];

    /// <summary>A row with more fields than there are columns lacks quotes around a delimiter: half of its text would be lost.</summary>
    private TextPiece Piece(long place, IReadOnlyList<string> row) => row.Skip(Names.Count).All(string.IsNullOrWhiteSpace)
        ? _columns.Pick(place, c => c < row.Count ? row[c] : null)
        : TextPiece.Refused(place, "import.text.tooManyFields", row.Count, Names.Count);

    /// <exception cref="ImportException"><c>import.text.tooManyColumns</c>: a row of four million commas would cost a string for each.</exception>
    private IReadOnlyList<string>? Next() => Refusing(_reader.RowNumber - (_header ? 1 : 0), () => !_reader.Read() ? null
        : _reader.RowFieldCount > Columns.Most ? throw new ImportException("import.text.tooManyColumns", _reader.RowFieldCount, Columns.Most)
        : (IReadOnlyList<string>?)[.. Enumerable.Range(0, _reader.RowFieldCount).Select(_reader.GetString)]);

    /// <param name="row">The last row that could be read, the header not counted.</param>
    private static T Refusing<T>(long row, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is FormatException or CsvRecordTooLargeException)
        {
            throw new ImportException("import.text.tableBroken", row + 1);
        }
    }
}
