using static AigcStudio.Benchmarks.Seeds.Dice;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>Things on the table: a cup, a teapot.</summary>
internal static class StillLife
{
    public static string Cup(Palette p, Dice dice)
    {
        var (x, y, scale) = (dice.Between(27, 35), dice.Between(36, 41), dice.Between(0.9, 1.15));
        var (width, height) = (dice.Between(12, 14.5), dice.Between(13, 17));
        var side = dice.Chance(0.5) ? 1 : -1;
        var band = dice.Chance(0.5)
            ? $"""<path d="M{N(-width * 0.93)} {N(-height * 0.12)} H{N(width * 0.93)}" stroke="{p.Light}" stroke-width="2.2"/>"""
            : "";
        var steam = string.Concat(Enumerable.Range(0, dice.Whole(1, 3)).Select(i => Steam(p, ((i * 6) - 6) + dice.Between(-1, 1), -height)));
        return Scene.Table(p, y + (8 * scale)) + Scene.At(x, y, scale, 0, $"""
            <ellipse cx="0" cy="{N(height * 0.62)}" rx="{N(width * 1.35)}" ry="3.4" fill="{p.Second}" opacity="0.9"/>
            <ellipse cx="0" cy="{N(height * 0.5)}" rx="{N(width * 1.3)}" ry="3" fill="{p.Light}"/>
            <ellipse cx="{N(side * width * 1.02)}" cy="{N(-height * 0.1)}" rx="4.6" ry="5" fill="none" stroke="{p.Main}" stroke-width="2.6"/>
            <path d="M{N(-width)} {N(-height * 0.55)} C{N(-width)} {N(height * 0.3)} {N(-width * 0.6)} {N(height * 0.55)} 0 {N(height * 0.55)}
                     C{N(width * 0.6)} {N(height * 0.55)} {N(width)} {N(height * 0.3)} {N(width)} {N(-height * 0.55)} Z" fill="{p.Main}"/>
            {band}
            <ellipse cx="0" cy="{N(-height * 0.55)}" rx="{N(width)}" ry="3.6" fill="{p.Light}"/>
            <ellipse cx="0" cy="{N(-height * 0.5)}" rx="{N(width * 0.84)}" ry="2.5" fill="{p.Accent}"/>
            {steam}
            """);
    }

    public static string Teapot(Palette p, Dice dice)
    {
        var (x, y, scale) = (dice.Between(29, 35), dice.Between(37, 41), dice.Between(0.85, 1.1));
        var (width, height) = (dice.Between(14, 17), dice.Between(11.5, 14));
        var side = dice.Chance(0.5) ? 1 : -1;
        var dots = dice.Chance(0.5)
            ? string.Concat(Enumerable.Range(-1, 3).Select(i => $"""<circle cx="{i * 6}" cy="1" r="1.7" fill="{p.Light}"/>"""))
            : "";
        return Scene.Table(p, y + (height * 0.75 * scale)) + Scene.At(x, y, scale, 0, $"""
            <g transform="scale({side} 1)">
            <path d="M{N(width * 0.75)} 2 C{N(width * 1.3)} 0 {N(width * 1.1)} {N(-height * 0.7)} {N(width * 1.55)} {N(-height * 0.8)}"
                  fill="none" stroke="{p.Main}" stroke-width="4.2" stroke-linecap="round"/>
            <path d="M{N(-width * 0.8)} {N(-height * 0.5)} C{N(-width * 1.7)} {N(-height * 0.8)} {N(-width * 1.7)} {N(height * 0.6)} {N(-width * 0.7)} {N(height * 0.5)}"
                  fill="none" stroke="{p.Second}" stroke-width="2.8"/>
            <ellipse cx="0" cy="0" rx="{N(width)}" ry="{N(height)}" fill="{p.Main}"/>
            <path d="M{N(-width * 0.62)} {N(-height * 0.78)} Q0 {N(-height * 1.35)} {N(width * 0.62)} {N(-height * 0.78)} Z" fill="{p.Second}"/>
            <circle cx="0" cy="{N(-height * 1.2)}" r="2.4" fill="{p.Accent}"/>
            {dots}
            <ellipse cx="{N(-width * 0.4)}" cy="{N(-height * 0.35)}" rx="3.6" ry="2" fill="{p.Light}" opacity="0.55" transform="rotate(-24)"/>
            </g>
            """);
    }

    private static string Steam(Palette p, double x, double y) =>
        $"""
        <path d="M{N(x)} {N(y + 2)} q3 -4 0 -8 q-3 -4 0 -7" fill="none" stroke="{p.Light}" stroke-width="1.7" stroke-linecap="round" opacity="0.9"/>
        """;
}
