using AigcStudio.Core.Gallery;

namespace AigcStudio.Generative.Gallery;

/// <summary>From stops to the codes on the way between them.</summary>
public static class CodeWays
{
    /// <summary>Along a way only the code moves: the chances are those of the stop that was left.</summary>
    /// <exception cref="PlayException"><c>play.codeLength(given, length)</c> and as <see cref="PlayCheck.Way"/>.</exception>
    public static CodeTiles Of(ICodeSampler sampler, PlayWay way)
    {
        PlayCheck.Way(way);
        var stops = way.Stops.Select(s => CodeSheets.Read(sampler.Space, s)).ToList();
        var (codes, chances) = (new List<float[]>(), new List<Chance>());
        foreach (var at in way.Ways)
        {
            var from = (int)at;
            var code = (float[])stops[from].Clone();
            sampler.Space.Move(code, stops[Math.Min(from + 1, stops.Count - 1)], (float)(at - from));
            codes.Add(code);
            chances.Add(new Chance(way.Stops[from].Seed, way.Stops[from].Index));
        }

        return new CodeTiles(codes, chances);
    }
}
