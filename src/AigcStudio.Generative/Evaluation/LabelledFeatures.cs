using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>Features and what each item is called.</summary>
/// <param name="Features"><c>[N, D]</c>.</param>
/// <param name="Labels">N, from 0.</param>
public sealed record LabelledFeatures(Tensor Features, IReadOnlyList<int> Labels)
{
    /// <summary>The rows of one label, <c>[n, D]</c>, n may be 0; in the scope of the caller.</summary>
    /// <exception cref="ArgumentException">There are not as many labels as items.</exception>
    internal Tensor Of(int label)
    {
        if (Labels.Count != Features.shape[0])
        {
            throw new ArgumentException($"{Features.shape[0]} items have {Labels.Count} labels.");
        }

        using var scope = NewDisposeScope();
        var rows = Labels.Select((l, i) => (l, i)).Where(r => r.l == label).Select(r => (long)r.i).ToArray();
        return Features.index_select(0, tensor(rows, [rows.Length])).MoveToOuterDisposeScope();
    }
}
