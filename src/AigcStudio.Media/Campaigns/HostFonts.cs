using AigcStudio.Core.Campaigns;
using NetVips;

namespace AigcStudio.Media.Campaigns;

/// <summary>Which typefaces are installed: fontconfig answers for a missing one with another, so one is drawn beside a name that nobody has.</summary>
internal static class HostFonts
{
    private const string Nobody = "No Such Typeface";
    private const string Specimen = "Rag&amp;Qfi 239";

    /// <summary>Those of <see cref="AdFonts.All"/>, in its order; the one that stands in is always there.</summary>
    public static IReadOnlyList<string> Find()
    {
        var without = Draw(Nobody);
        return [.. AdFonts.All.Where(f => f == AdFonts.Fallback || !Draw(f).AsSpan().SequenceEqual(without))];
    }

    private static byte[] Draw(string family)
    {
        using var letters = Image.Text(Specimen, font: $"{family} 40px", dpi: 72);
        return letters.WriteToMemory<byte>();
    }
}
