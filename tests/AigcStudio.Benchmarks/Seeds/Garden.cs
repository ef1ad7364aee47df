using static AigcStudio.Benchmarks.Seeds.Dice;

namespace AigcStudio.Benchmarks.Seeds;

/// <summary>What goes into the tea: a sprig of leaves, a slice of citrus, berries; and the morning it is drunk in.</summary>
internal static class Garden
{
    public static string Leaf(Palette p, Dice dice)
    {
        var pairs = dice.Whole(2, 3);
        var (length, spread) = (dice.Between(12, 15), dice.Between(38, 58));
        var content = $"""<path d="M0 22 Q{N(dice.Between(-3, 3))} 4 0 -16" fill="none" stroke="{p.Second}" stroke-width="1.8" stroke-linecap="round"/>""";
        for (var pair = 0; pair < pairs; pair++)
        {
            var y = 14 - (pair * (22.0 / pairs));
            var size = length * (1 - (pair * 0.14));
            content += Blade(p.Main, 0, y, size, spread) + Blade(pair % 2 == 0 ? p.Second : p.Main, 0, y, size, -spread);
        }

        content += Blade(p.Accent, 0, -12, length * 0.8, dice.Between(-8, 8));
        return Scene.Disc(p, dice.Between(28, 36), dice.Between(29, 35), dice.Between(21, 26))
            + Scene.At(dice.Between(29, 35), dice.Between(33, 36), dice.Between(0.95, 1.15), dice.Between(-28, 28), content);
    }

    public static string Citrus(Palette p, Dice dice)
    {
        var segments = dice.Whole(7, 9);
        var turn = dice.Between(0, 360.0 / segments);
        var content = $"""<circle r="19" fill="{p.Main}"/><circle r="16.6" fill="{p.Light}"/>""";
        for (var segment = 0; segment < segments; segment++)
        {
            content += Scene.At(0, 0, 1, turn + (segment * 360.0 / segments), $"""
                <path d="M0 -2 L{N(38.0 / segments)} -13 Q0 -17.5 {N(-38.0 / segments)} -13 Z" fill="{p.Accent}" stroke="{p.Accent}" stroke-width="1" stroke-linejoin="round"/>
                """);
        }

        var leaf = dice.Chance(0.6) ? Scene.At(dice.Between(-3, 3), -18, 1, 0, Blade(p.Second, 0, 0, 11, dice.Between(50, 70))) : "";
        return Scene.Table(p, dice.Between(40, 50))
            + Scene.At(dice.Between(28, 36), dice.Between(31, 36), dice.Between(0.9, 1.18), dice.Between(-20, 20), leaf + content);
    }

    public static string Berries(Palette p, Dice dice)
    {
        (double X, double Y)[] places = [(-8, 6), (8, 7), (0, -4), (-14, -5), (13, -6), (0, 15)];
        var berries = string.Concat(places.Take(dice.Whole(3, 6)).Select(at => Berry(p, dice, at.X, at.Y)));
        var leaves = Blade(p.Second, -2, -8, 14, dice.Between(-75, -45)) + Blade(p.Second, 2, -8, 14, dice.Between(45, 75));
        return Scene.Disc(p, 32, 34, dice.Between(22, 27))
            + Scene.At(dice.Between(29, 35), dice.Between(31, 35), dice.Between(0.95, 1.15), dice.Between(-15, 15), leaves + berries);
    }

    public static string Sunrise(Palette p, Dice dice)
    {
        var (x, y, radius) = (dice.Between(18, 46), dice.Between(22, 33), dice.Between(7.5, 11.5));
        var back = dice.Between(33, 39);
        var front = dice.Between(44, 50);
        var sway = dice.Between(-6, 6);
        return $"""
            <rect width="64" height="64" fill="url(#sky)"/>
            <circle cx="{N(x)}" cy="{N(y)}" r="{N(radius * 1.6)}" fill="{p.Light}" opacity="0.45"/>
            <circle cx="{N(x)}" cy="{N(y)}" r="{N(radius)}" fill="{p.Accent}"/>
            <path d="M0 {N(back)} Q16 {N(back - 10 + sway)} 32 {N(back)} T64 {N(back - sway)} V64 H0 Z" fill="{p.Main}" opacity="0.85"/>
            <path d="M0 {N(front)} Q18 {N(front - 9 - sway)} 36 {N(front)} T64 {N(front + (sway / 2))} V64 H0 Z" fill="{p.Second}"/>
            """;
    }

    private static string Blade(string ink, double x, double y, double length, double degrees) =>
        Scene.At(x, y, 1, degrees, $"""
            <path d="M0 0 Q{N(length * 0.42)} {N(-length * 0.5)} 0 {N(-length)} Q{N(-length * 0.42)} {N(-length * 0.5)} 0 0 Z" fill="{ink}"/>
            """);

    private static string Berry(Palette p, Dice dice, double x, double y)
    {
        var radius = dice.Between(6.2, 7.8);
        return $"""
            <circle cx="{N(x)}" cy="{N(y)}" r="{N(radius)}" fill="{(dice.Chance(0.7) ? p.Main : p.Accent)}"/>
            <circle cx="{N(x - (radius * 0.32))}" cy="{N(y - (radius * 0.36))}" r="{N(radius * 0.26)}" fill="{p.Light}" opacity="0.8"/>
            """;
    }
}
