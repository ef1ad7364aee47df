using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Tests.Datasets;

namespace AigcStudio.Generative.Tests.Evaluation;

/// <summary><see cref="Patterns"/> of which no two are the same: real data vary.</summary>
internal sealed class NoisyPatterns(ExampleForm form, int count, int labels = 3) : IExampleStore
{
    private readonly Patterns _plain = new(form, count, labels);

    public ExampleForm Form => form;

    public int Count => count;

    public IReadOnlyList<string> Labels => _plain.Labels;

    /// <summary>So many items, the first, have their label.</summary>
    public int Labelled { get; init; } = int.MaxValue;

    public int LabelOf(int index) => index < Labelled ? _plain.LabelOf(index) : -1;

    public bool IsHeldOut(int index) => _plain.IsHeldOut(index);

    public void CopyTo(int index, Span<byte> destination)
    {
        _plain.CopyTo(index, destination);
        if (form is not ImageForm)
        {
            return;
        }

        var random = new SplitMix(1, (ulong)index);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)Math.Clamp(destination[i] + random.Below(41) - 20, 0, 255);
        }
    }
}
