namespace AigcStudio.Generative.Gallery;

/// <summary>The space of a model's codes.</summary>
/// <param name="Mean">Of all codes; its length is that of a code.</param>
/// <param name="Directions">Orthonormal, the widest first.</param>
/// <param name="Labels">Empty where the model knows none.</param>
/// <param name="Sphere">So many leading numbers of a code are walked along the sphere, the rest along the line; see <see cref="Move"/>.</param>
public sealed record CodeSpace(double[] Mean, IReadOnlyList<CodeDirection> Directions, IReadOnlyList<CodeLabel> Labels, int Sphere)
{
    /// <summary>More sliders than that nobody moves.</summary>
    public const int MostDirections = 10;

    public int Length => Mean.Length;

    /// <summary>Where a code lies along a direction, in its standard deviations from the middle.</summary>
    public double Along(ReadOnlySpan<float> code, CodeDirection direction)
    {
        var sum = 0.0;
        for (var i = 0; i < Length; i++)
        {
            sum += (code[i] - Mean[i]) * direction.Unit[i];
        }

        return sum / direction.Sigma;
    }

    /// <summary>Moves a code in place on its way to another, as fits this space.</summary>
    /// <param name="share">0 stays, 1 arrives; both to the bit.</param>
    public void Move(Span<float> from, ReadOnlySpan<float> to, float share)
    {
        if (share is 0 or 1)
        {
            (share == 0 ? from : to).CopyTo(from);
            return;
        }

        if (Sphere > 0)
        {
            Models.Latent.CodeWalk.Go(from[..Sphere], to[..Sphere], share);
        }

        for (var i = Sphere; i < Length; i++)
        {
            from[i] += share * (to[i] - from[i]);
        }
    }
}

/// <param name="Unit">Of length 1.</param>
/// <param name="Sigma">Standard deviation of the codes along it, above 0.</param>
/// <param name="Share">Of all variation, 0 to 1: of the codes, or of what they set off.</param>
public sealed record CodeDirection(double[] Unit, double Sigma, double Share);

/// <param name="Name">Of the label.</param>
/// <param name="Mean">Of the label's codes.</param>
/// <param name="Towards">From the middle of all codes towards it; null where it lies in the middle.</param>
public sealed record CodeLabel(string Name, double[] Mean, CodeDirection? Towards);
