namespace AigcStudio.Core.Evaluation;

/// <summary>What an enlarger was tried on.</summary>
/// <param name="Factor">How many times longer each side became.</param>
/// <param name="Originals">SHA-256 of the form, the factor and the held-out originals: figures of two enlargers are compared only where it is the same.</param>
/// <param name="Shown">
/// How many there are to see: in the file of pairs each of them once as it was shrunk, once enlarged by bicubic, once enlarged by the model, once as the
/// original, all in the originals' form.
/// </param>
public sealed record EnlargingFindings(int Factor, string Originals, int Shown)
{
    /// <summary>Pictures that are shown of each original.</summary>
    public const int Views = 4;
}
