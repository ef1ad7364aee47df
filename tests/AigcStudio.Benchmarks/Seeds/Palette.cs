namespace AigcStudio.Benchmarks.Seeds;

/// <summary>One of the brand's six moods: two grounds, three inks and a light, as CSS colours.</summary>
internal sealed record Palette(string Sky, string Ground, string Main, string Second, string Accent, string Light)
{
    /// <summary>Dawn, moss, clay, fjord, blush, night: the tea house's own names.</summary>
    public static IReadOnlyList<Palette> Brand { get; } =
    [
        new("#fdebd3", "#f6c9a0", "#d9643a", "#8c3b2a", "#f2a65a", "#fff8ee"),
        new("#e9f1e1", "#c3d8b4", "#4f7f52", "#2d5138", "#e0b450", "#fbfff6"),
        new("#f7e3d8", "#dfa98f", "#a6553c", "#5f2f27", "#e8b04b", "#fff6ef"),
        new("#dcebf2", "#9fc3d6", "#2f6690", "#16425b", "#f4a259", "#f6fcff"),
        new("#fbe4ea", "#efb8c8", "#c65b7c", "#7a2f4d", "#f6c667", "#fff7fa"),
        new("#2b3a55", "#1c2740", "#f0c987", "#c97b63", "#8fb8de", "#fdf3e1"),
    ];
}
