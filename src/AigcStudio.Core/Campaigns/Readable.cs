namespace AigcStudio.Core.Campaigns;

/// <summary>Chooses among a design's colours so that one can be read on, or told from, another.</summary>
internal static class Readable
{
    private const string White = "#ffffff";
    private const string Night = "#111418";
    private const double Legible = 4.5;

    /// <returns>The first that can be read on the ground; else of these, white and near black the one that can be read best.</returns>
    public static string On(string ground, params string[] preferred) =>
        preferred.FirstOrDefault(c => Contrast.Between(c, ground) >= Legible)
        ?? new[] { White, Night }.Concat(preferred).MaxBy(c => Contrast.Between(c, ground))!;

    /// <returns>The one of the colours that stands out most from the ground.</returns>
    public static string Apart(string ground, params string[] colours) => colours.MaxBy(c => Contrast.Between(c, ground))!;
}
