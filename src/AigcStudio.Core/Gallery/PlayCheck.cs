namespace AigcStudio.Core.Gallery;

/// <summary>What can be refused of a sheet or a way before any model is opened.</summary>
public static class PlayCheck
{
    /// <exception cref="PlayException"><c>play.tooMany(most)</c>, <c>play.outOfRange(least, most)</c>, <c>play.badCode</c>.</exception>
    public static void Sheet(PlaySheet sheet)
    {
        if (sheet.Count is < 1 or > PlaySheet.MostTiles || sheet.Pinned.Count > sheet.Count)
        {
            throw new PlayException("play.tooMany", PlaySheet.MostTiles);
        }

        // From JSON anything may be null.
        Present(sheet.Pinned);
        Within(sheet.First, 0, PlaySheet.MostFirst);
        Within(sheet.Spread, 0, PlaySheet.MostSpread);
        foreach (var way in sheet.Sliders.Concat(sheet.At ?? []))
        {
            Within(way, -PlaySheet.MostSigmas, PlaySheet.MostSigmas);
        }

        if (sheet.At is { Count: not 2 } || sheet.Pinned.Any(p => p.Place < 0 || p.Place >= sheet.Count))
        {
            throw new PlayException("play.outOfRange", 0, sheet.Count - 1);
        }

        Codes(sheet.Pinned.Select(p => p.Code));
    }

    /// <exception cref="PlayException"><c>play.nothing</c>, <c>play.tooMany(most)</c>, <c>play.outOfRange(least, most)</c>, <c>play.badCode</c>.</exception>
    public static void Way(PlayWay way)
    {
        if (way.Stops.Count == 0 || way.Ways.Count == 0)
        {
            throw new PlayException("play.nothing");
        }

        if (way.Stops.Count > PlaySheet.MostTiles || way.Ways.Count > PlayWay.MostWays)
        {
            throw new PlayException("play.tooMany", way.Stops.Count > PlaySheet.MostTiles ? PlaySheet.MostTiles : PlayWay.MostWays);
        }

        foreach (var at in way.Ways)
        {
            Within(at, 0, way.Stops.Count - 1);
        }

        Codes(way.Stops);
    }

    private static void Codes(IEnumerable<PlayCode> codes)
    {
        foreach (var code in codes)
        {
            Present([code, code?.Code]);
            CodeText.Read(code!.Code);
        }
    }

    private static void Present(IEnumerable<object?> given)
    {
        if (given.Contains(null))
        {
            throw new PlayException("play.badCode");
        }
    }

    // Not "less or more": a NaN is neither.
    private static void Within(double number, double least, double most)
    {
        if (!(number >= least && number <= most))
        {
            throw new PlayException("play.outOfRange", least, most);
        }
    }
}
