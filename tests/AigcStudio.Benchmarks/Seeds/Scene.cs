using static AigcStudio.Benchmarks.Seeds.Dice;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>What all pictures of the brand share: a ground in two tones, and the SVG around them, 64 units square.</summary>
internal static class Scene
{
    /// <summary>A wall and a table, the table's edge at <paramref name="edge"/>.</summary>
    public static string Table(Palette palette, double edge) => $"""
        <rect width="64" height="64" fill="url(#sky)"/>
        <rect y="{N(edge)}" width="64" height="{N(64 - edge)}" fill="{palette.Ground}"/>
        """;

    /// <summary>A plain wall with a large soft disc.</summary>
    public static string Disc(Palette palette, double x, double y, double radius) => $"""
        <rect width="64" height="64" fill="url(#sky)"/>
        <circle cx="{N(x)}" cy="{N(y)}" r="{N(radius)}" fill="{palette.Ground}" opacity="0.75"/>
        """;

    /// <summary>The finished document.</summary>
    public static string Svg(Palette palette, string content) => $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">
        <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="{palette.Sky}"/><stop offset="1" stop-color="{palette.Ground}"/>
        </linearGradient></defs>
        {content}
        </svg>
        """;

    /// <summary>Turns and moves what is drawn around (0, 0).</summary>
    public static string At(double x, double y, double scale, double degrees, string content) =>
        $"""<g transform="translate({N(x)} {N(y)}) rotate({N(degrees)}) scale({N(scale)})">{content}</g>""";
}
