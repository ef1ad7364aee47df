namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>
/// The way from one code to another along the sphere (White 2016, arXiv:1609.04468, section 2): halfway between two Gaussian codes a
/// straight line comes too near to the middle, where no picture was ever encoded.
/// </summary>
internal static class CodeWalk
{
    // Codes that point the same way within this are as good as on a line.
    private const float Straight = 1e-4f;

    /// <summary>Moves <paramref name="from"/> in place towards <paramref name="to"/>.</summary>
    /// <param name="share">0 stays, 1 arrives.</param>
    public static void Go(Span<float> from, ReadOnlySpan<float> to, float share)
    {
        var (dot, a, b) = (0f, 0f, 0f);
        for (var i = 0; i < from.Length; i++)
        {
            dot += from[i] * to[i];
            a += from[i] * from[i];
            b += to[i] * to[i];
        }

        var angle = MathF.Acos(Math.Clamp(dot / MathF.Sqrt(Math.Max(a * b, float.Epsilon)), -1, 1));
        var sine = MathF.Sin(angle);
        var (keep, take) = sine < Straight
            ? (1 - share, share)
            : (MathF.Sin((1 - share) * angle) / sine, MathF.Sin(share * angle) / sine);
        for (var i = 0; i < from.Length; i++)
        {
            from[i] = (keep * from[i]) + (take * to[i]);
        }
    }
}
