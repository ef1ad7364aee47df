using AigcStudio.Core.Datasets;
using AigcStudio.Core.Recommendations;

namespace AigcStudio.Tests.Recommendations;

/// <summary>Painted pictures with their true features, and people of known taste who rate them.</summary>
internal static class Raters
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private const int Side = PictureFeatures.Side;

    /// <summary>Pictures of coloured shapes on a ground, some mirrored: each is painted and then measured.</summary>
    public static IReadOnlyList<TasteItem> Pictures(int count, int seed)
    {
        var dice = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new TasteItem(
            Guid.CreateVersion7(Noon.AddSeconds(-i)), Modality.Image, null, null, Noon.AddDays(-dice.NextDouble() * 60), PictureFeatures.Of(Paint(dice), Side)))];
    }

    /// <summary>Standard deviations from the mean of all.</summary>
    public static double[] Standard(IReadOnlyList<TasteItem> items, string feature)
    {
        var place = FeatureNames.Of(items[0].Modality).Index().First(f => f.Item == feature).Index;
        var mean = items.Average(i => i.Vector[place]);
        var deviation = Math.Sqrt(items.Average(i => Math.Pow(i.Vector[place] - mean, 2)));
        return [.. items.Select(i => (i.Vector[place] - mean) / deviation)];
    }

    /// <summary>Stars of somebody who likes (sign 1) or dislikes (-1) one feature and is not quite sure each time.</summary>
    public static IReadOnlyList<Opinion> Rate(IReadOnlyList<TasteItem> items, double[] liking, int count, int seed, double noise = 0.5)
    {
        var dice = new Random(seed);
        int[] chosen = [.. Enumerable.Range(0, items.Count)];
        dice.Shuffle(chosen);
        return [.. chosen.Take(count).Select(i => Opinion.OfStars(items[i].Id, (int)Math.Clamp(Math.Round(3 + (1.2 * liking[i]) + (noise * Normal(dice))), 1, 5)))];
    }

    /// <summary>One mean for each artifact that several people rated.</summary>
    public static IReadOnlyList<Opinion> Mean(IEnumerable<IReadOnlyList<Opinion>> raters) =>
        [.. raters.SelectMany(r => r).GroupBy(o => o.Item).Select(g => new Opinion(g.Key, g.Average(o => o.Value), g.Count()))];

    public static TasteSources Sources(IReadOnlyList<TasteItem> items, IReadOnlyList<Opinion> own, IReadOnlyList<Opinion>? team = null) =>
        new(items, own, team ?? [], new HashSet<Guid>(), Noon);

    /// <summary>The share of the first twenty that the person likes truly: one standard deviation and more in their direction.</summary>
    public static double PrecisionAt20(IReadOnlyList<TasteItem> items, double[] liking, IEnumerable<Guid> order)
    {
        var liked = items.Zip(liking).Where(i => i.Second >= 1).Select(i => i.First.Id).ToHashSet();
        return order.Take(20).Count(liked.Contains) / 20.0;
    }

    /// <summary>What others gave most stars, what nobody rated behind.</summary>
    public static IReadOnlyList<Guid> Popular(IReadOnlyList<TasteItem> items, IReadOnlyList<Opinion> own, IReadOnlyList<Opinion> team)
    {
        var known = own.Select(o => o.Item).ToHashSet();
        var stars = team.ToDictionary(o => o.Item, o => o.Value);
        return [.. items.Select(i => i.Id).Where(id => !known.Contains(id)).OrderByDescending(id => stars.GetValueOrDefault(id, -9))];
    }

    public static double Normal(Random dice) =>
        Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());

    private static byte[] Paint(Random dice)
    {
        var planes = new byte[3 * Side * Side];
        Fill(planes, Colour(dice), 0, 0, Side, Side);
        for (var shapes = dice.Next(1, 14); shapes > 0; shapes--)
        {
            Fill(planes, Colour(dice), dice.Next(Side), dice.Next(Side), dice.Next(3, 26), dice.Next(3, 26));
        }

        if (dice.Next(3) == 0)
        {
            Mirror(planes);
        }

        return planes;
    }

    private static byte[] Colour(Random dice)
    {
        var (hue, strength, value) = (dice.NextDouble() * 6, Math.Sqrt(dice.NextDouble()), 0.15 + (0.85 * dice.NextDouble()));
        return [.. new[] { 5.0, 3.0, 1.0 }.Select(n => (byte)(255 * value * (1 - (strength * Math.Max(0, Math.Min(Math.Min((n + hue) % 6, 4 - ((n + hue) % 6)), 1))))))];
    }

    private static void Fill(byte[] planes, byte[] colour, int left, int top, int width, int height)
    {
        for (var y = top; y < Math.Min(Side, top + height); y++)
        {
            for (var x = left; x < Math.Min(Side, left + width); x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    planes[(c * Side * Side) + (y * Side) + x] = colour[c];
                }
            }
        }
    }

    private static void Mirror(byte[] planes)
    {
        for (var row = 0; row < 3 * Side; row++)
        {
            for (var x = 0; x < Side / 2; x++)
            {
                planes[(row * Side) + Side - 1 - x] = planes[(row * Side) + x];
            }
        }
    }
}
