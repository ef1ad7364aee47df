using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Rulers;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>FID: the Frechet distance by the features of a supplied Inception (Heusel et al. 2017, arXiv:1706.08500, section 2).</summary>
internal static class InceptionMeasures
{
    private const int Sets = 4;

    /// <param name="tell">How many pictures were looked at, of how many.</param>
    /// <exception cref="EvaluationException">As <see cref="Inception.Features"/> refuses.</exception>
    internal static Measure Distance(Inception inception, RealSets sets, ExampleSet made, Action<int, int> tell, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var noise = new ExampleSet(made.Form, Harm.Nothing(sets.Other), []);
        var (seen, total) = (0, Sets * sets.Reference.Count);
        var (real, other, drawn, nothing) = (Seen(sets.Reference), Seen(sets.Other), Seen(made), Seen(noise));
        return new Measure("fid", FrechetDistance.Between(real, drawn))
        {
            Real = FrechetDistance.Between(real, other),
            Noise = FrechetDistance.Between(real, nothing),
            Ruler = inception.Hash,
        };

        Tensor Seen(ExampleSet set) => inception.Features(set.Bytes, count => tell(seen += count, total), cancel);
    }
}
