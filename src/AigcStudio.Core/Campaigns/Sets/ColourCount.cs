namespace AigcStudio.Core.Campaigns.Sets;

/// <summary>The colours of a small picture, counted coarsely.</summary>
internal static class ColourCount
{
    /// <param name="planes">sRGB as <c>[3, pixels]</c>.</param>
    /// <returns>Four bits a channel, each with its true mean; the shares add up to 1. None of an empty picture.</returns>
    public static IReadOnlyList<AdColour> Of(ReadOnlySpan<byte> planes)
    {
        var pixels = planes.Length / 3;
        var sums = new Dictionary<int, (int Red, int Green, int Blue, int Count)>();
        for (var i = 0; i < pixels; i++)
        {
            var (red, green, blue) = (planes[i], planes[pixels + i], planes[(2 * pixels) + i]);
            var key = (red >> 4 << 8) | (green >> 4 << 4) | (blue >> 4);
            var sum = sums.GetValueOrDefault(key);
            sums[key] = (sum.Red + red, sum.Green + green, sum.Blue + blue, sum.Count + 1);
        }

        return [.. sums.Values.OrderByDescending(s => s.Count)
            .Select(s => new AdColour(HexColour.Of((byte)(s.Red / s.Count), (byte)(s.Green / s.Count), (byte)(s.Blue / s.Count)), (double)s.Count / pixels))];
    }
}
