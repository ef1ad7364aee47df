namespace AigcStudio.Core.Campaigns;

/// <summary>The typefaces that a brand may choose from, all freely licensed; which of them a host has is asked of Media.</summary>
public static class AdFonts
{
    /// <summary>Stands in where a host lacks the chosen one.</summary>
    public const string Fallback = "DejaVu Sans";

    public static IReadOnlyList<string> All { get; } =
    [
        "Lato", "URW Gothic", "Liberation Sans", "Noto Sans CJK SC", "DejaVu Sans",
        "Liberation Serif", "P052", "C059", "URW Bookman", "Noto Serif CJK SC", "DejaVu Serif",
    ];
}
