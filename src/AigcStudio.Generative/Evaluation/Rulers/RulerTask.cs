using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Rulers;

/// <summary>
/// What a ruler learns on real data: their labels; where there are none, by how many quarters a picture is turned (Gidaris et al. 2018,
/// arXiv:1803.07728, section 3), or whether a sound's picture is flipped in time, in pitch, in both. Texts without labels teach nothing: their
/// ruler keeps its first weights.
/// </summary>
/// <param name="Id"><c>labels</c>, <c>turns</c>, <c>flips</c>, <c>none</c>.</param>
internal sealed record RulerTask(string Id, int Classes)
{
    private const int Ways = 4;
    private const int LeastOfALabel = 10;

    /// <summary>What the labels teach, where two of them at least have ten items each.</summary>
    internal static RulerTask Of(IExampleStore store) =>
        LabelBook.Of(store).Counts.Count(c => c >= LeastOfALabel) >= 2 ? new("labels", store.Labels.Count) : store.Form switch
        {
            ImageForm { Height: var height, Width: var width } => new(height == width ? "turns" : "flips", Ways),
            AudioForm => new("flips", Ways),
            _ => new("none", 1),
        };

    /// <summary>Inputs as they are asked about, and the answers <c>[N]</c>; examples without a label have none (-100).</summary>
    /// <param name="labels">Of a <see cref="Batch"/>.</param>
    /// <param name="first">Decides which way an unlabelled example is turned: example i goes the way of first + i.</param>
    internal (Tensor Inputs, Tensor Answers) Ask(Tensor inputs, Tensor labels, int first)
    {
        if (Id == "labels")
        {
            return (inputs, where(labels.ge(Classes), full_like(labels, -100), labels));
        }

        var ways = arange(first, first + inputs.shape[0], ScalarType.Int64).remainder(Ways);
        var turned = Enumerable.Range(0, Ways).Select(way => Turned(inputs, way)).ToArray();
        return (stack(turned, 1)[arange(inputs.shape[0], ScalarType.Int64), ways], ways);
    }

    private Tensor Turned(Tensor inputs, int way) => Id == "turns"
        ? inputs.rot90(way, (2, 3))
        : inputs.flip([.. (way & 1) == 1 ? [3L] : Array.Empty<long>(), .. (way & 2) == 2 ? [2L] : Array.Empty<long>()]);
}
