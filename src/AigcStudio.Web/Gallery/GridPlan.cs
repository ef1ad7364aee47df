using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Gallery;

/// <summary>A line of the grid: a day's heading (no tiles) or a row of tiles.</summary>
/// <param name="Top">px from the grid's top.</param>
/// <param name="First">Index of its first artifact.</param>
/// <param name="Count">0 for a heading.</param>
public readonly record struct GridLine(int Top, int Height, int First, int Count, DateOnly Day);

/// <summary>How wide and how high a tile is against the side that the person chose.</summary>
public readonly record struct TileShape(double Wide, double High)
{
    public static readonly TileShape Square = new(1, 1);

    /// <summary>The shape of a gallery that shows one kind alone; where kinds are mixed, tiles are squares, so that no row need be read to plan them.</summary>
    public static TileShape Of(Modality? kind) => kind switch
    {
        Modality.Text => new(1.7, 0.85),
        Modality.Audio => new(1.7, 0.62),
        _ => Square,
    };
}

/// <summary>
/// Where every tile of a gallery stands, known without a single row read: days come from the ids, which carry their time.
/// </summary>
public sealed class GridPlan
{
    public const int Gap = 10;

    private const int HeadingHeight = 52;

    private readonly List<GridLine> _lines = [];

    /// <param name="ids">GUIDv7, newest first.</param>
    /// <param name="width">Of the grid, px.</param>
    /// <param name="wantedTile">Side of a tile, px; tiles grow until they fill the width.</param>
    /// <param name="offset">The reader's clock against UTC.</param>
    /// <param name="shape">Of every tile; squares where null.</param>
    /// <param name="days">False for ids in an order of their own: no headings divide them.</param>
    public GridPlan(IReadOnlyList<Guid> ids, int width, int wantedTile, TimeSpan offset, TileShape? shape = null, bool days = true)
    {
        var (wide, high) = shape ?? TileShape.Square;
        Columns = Math.Max(shape is null || wide <= 1 ? 2 : 1, (width + Gap) / ((int)(wantedTile * wide) + Gap));
        Tile = Math.Max(24, ((width + Gap) / Columns) - Gap);
        TileHeight = wide == high ? Tile : Math.Max(24, (int)(wantedTile * high));
        var top = 0;
        for (var first = 0; first < ids.Count;)
        {
            var day = DayOf(ids[first], offset);
            var end = days ? EndOfDay(ids, first, day, offset) : ids.Count;
            if (days)
            {
                _lines.Add(new GridLine(top, HeadingHeight, first, 0, day));
                top += HeadingHeight;
            }

            for (; first < end; first += Columns)
            {
                _lines.Add(new GridLine(top, TileHeight + Gap, first, Math.Min(Columns, end - first), day));
                top += TileHeight + Gap;
            }

            first = end;
        }

        Height = top;
    }

    public int Columns { get; }

    /// <summary>Width of a tile, px.</summary>
    public int Tile { get; }

    /// <summary>px.</summary>
    public int TileHeight { get; }

    public int Height { get; }

    public IReadOnlyList<GridLine> Lines => _lines;

    /// <summary>The lines that touch a stretch of the grid, first and behind the last.</summary>
    public (int First, int End) Between(int top, int bottom)
    {
        var first = Math.Max(0, Find(l => l.Top + l.Height > top));
        return (first, Math.Max(first, Find(l => l.Top >= bottom)));
    }

    /// <summary>The row that holds an artifact.</summary>
    public int LineOf(int index) => Find(l => l.Count > 0 ? l.First + l.Count > index : l.First > index);

    /// <summary>The artifact above or below, in the same column where the row is long enough; itself at an edge.</summary>
    public int Vertical(int index, int direction)
    {
        var line = LineOf(index);
        var column = index - _lines[line].First;
        for (var other = line + direction; other >= 0 && other < _lines.Count; other += direction)
        {
            if (_lines[other].Count > 0)
            {
                return _lines[other].First + Math.Min(column, _lines[other].Count - 1);
            }
        }

        return index;
    }

    /// <summary>The day in an id's time, on the reader's clock.</summary>
    public static DateOnly DayOf(Guid id, TimeSpan offset)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = ((long)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes) << 16) | System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(milliseconds, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() - 86_400_000)).UtcDateTime + offset);
    }

    // Ids are sorted: the first of another day is found by halving.
    private static int EndOfDay(IReadOnlyList<Guid> ids, int first, DateOnly day, TimeSpan offset)
    {
        var (low, high) = (first, ids.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = DayOf(ids[middle], offset) >= day ? (middle + 1, high) : (low, middle);
        }

        return Math.Max(low, first + 1);
    }

    private int Find(Func<GridLine, bool> first)
    {
        var (low, high) = (0, _lines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = first(_lines[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
