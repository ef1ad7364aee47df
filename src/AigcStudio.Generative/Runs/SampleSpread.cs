using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Copies;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs;

/// <summary>
/// How much a set of examples differs among itself: the mean Euclidean distance of its pairs, pictures in levels of a byte, sounds in
/// log-mel values, because two waves of the same sound may have nothing in common. Where samples spread over less than half of what
/// real examples do, a generator repeats itself.
/// </summary>
public static class SampleSpread
{
    /// <summary>Mean distance of all pairs; 0 for fewer than two.</summary>
    public static double Of(ReadOnlySpan<byte> examples, ExampleForm form)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var count = examples.Length / form.ExampleBytes;
        if (count < 2)
        {
            return 0;
        }

        var values = CopyValues.Of(ExampleSet.Of(form, examples)).to(ScalarType.Float32);
        return cdist(values, values).sum().item<float>() / ((double)count * (count - 1));
    }
}
