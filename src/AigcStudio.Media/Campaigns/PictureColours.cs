using AigcStudio.Core.Campaigns;

namespace AigcStudio.Media.Campaigns;

/// <summary>The colours that pictures are made of: a coarse histogram, drawn together by k-means in CIELAB.</summary>
internal static class PictureColours
{
    private const int Most = 8;
    private const int Rounds = 12;
    private const int Samples = 60_000;

    /// <returns>Most frequent first; none where there are no tiles.</returns>
    public static IReadOnlyList<AdColour> Of(AdCanvas canvas, IReadOnlyList<AdTile> tiles)
    {
        var bins = Histogram(canvas, tiles);
        var centres = Start(bins);
        var nearest = new int[bins.Count];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < bins.Count; i++)
            {
                nearest[i] = Enumerable.Range(0, centres.Count).MinBy(c => Apart(bins[i].Lab, centres[c]));
            }

            centres = [.. centres.Select((c, k) => Mean([.. bins.Where((_, i) => nearest[i] == k)]) is { } mean ? mean.Lab : c)];
        }

        var total = bins.Sum(b => b.Count);
        return [.. Enumerable.Range(0, centres.Count)
            .Select(k => Mean([.. bins.Where((_, i) => nearest[i] == k)])).OfType<Bin>()
            .OrderByDescending(b => b.Count)
            .Select(b => new AdColour(HexColour.Of((byte)Math.Round(b.Red), (byte)Math.Round(b.Green), (byte)Math.Round(b.Blue)), b.Count / total))];
    }

    // Four bits a channel: 4,096 bins at most, each with its true mean.
    private static List<Bin> Histogram(AdCanvas canvas, IReadOnlyList<AdTile> tiles)
    {
        var pixels = tiles.Sum(t => (long)t.Box.Width * t.Box.Height);
        var step = Math.Max(1, (int)Math.Sqrt((double)pixels / Samples));
        var sums = new Dictionary<int, (double Red, double Green, double Blue, int Count)>();
        foreach (var box in tiles.Select(t => t.Box))
        {
            for (var y = box.Top + (step / 2); y < Math.Min(box.Bottom, canvas.Height); y += step)
            {
                for (var x = box.Left + (step / 2); x < Math.Min(box.Right, canvas.Width); x += step)
                {
                    var (red, green, blue) = canvas[x, y];
                    var key = (red >> 4 << 8) | (green >> 4 << 4) | (blue >> 4);
                    var sum = sums.GetValueOrDefault(key);
                    sums[key] = (sum.Red + red, sum.Green + green, sum.Blue + blue, sum.Count + 1);
                }
            }
        }

        return [.. sums.OrderBy(s => s.Key).Select(s => Bin.Of(s.Value.Red / s.Value.Count, s.Value.Green / s.Value.Count, s.Value.Blue / s.Value.Count, s.Value.Count))];
    }

    // The most frequent colour, then again and again what is frequent and far from all that were taken.
    private static List<CieLab> Start(List<Bin> bins)
    {
        var centres = new List<CieLab>();
        while (centres.Count < Math.Min(Most, bins.Count))
        {
            centres.Add(bins.MaxBy(b => b.Count * centres.Select(c => Apart(b.Lab, c)).DefaultIfEmpty(1).Min())!.Lab);
        }

        return centres;
    }

    private static Bin? Mean(IReadOnlyList<Bin> bins)
    {
        var count = bins.Sum(b => b.Count);
        return count == 0 ? null : Bin.Of(Of(b => b.Red), Of(b => b.Green), Of(b => b.Blue), count);

        double Of(Func<Bin, double> channel) => bins.Sum(b => channel(b) * b.Count) / count;
    }

    private static double Apart(CieLab a, CieLab b) =>
        ((a.L - b.L) * (a.L - b.L)) + ((a.A - b.A) * (a.A - b.A)) + ((a.B - b.B) * (a.B - b.B));

    private sealed record Bin(double Red, double Green, double Blue, double Count, CieLab Lab)
    {
        public static Bin Of(double red, double green, double blue, double count) =>
            new(red, green, blue, count, CieLab.Of((byte)Math.Round(red), (byte)Math.Round(green), (byte)Math.Round(blue)));
    }
}
