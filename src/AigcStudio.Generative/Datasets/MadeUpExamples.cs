using AigcStudio.Core.Datasets;

namespace AigcStudio.Generative.Datasets;

/// <summary>Examples of a form made of noise, to measure what a step costs before there is a prepared dataset.</summary>
public sealed class MadeUpExamples(ExampleForm form, int count, IReadOnlyList<string> labels) : IExampleStore
{
    public ExampleForm Form => form;

    public int Count => count;

    public IReadOnlyList<string> Labels => labels;

    public int LabelOf(int index) => labels.Count == 0 ? -1 : index % labels.Count;

    public bool IsHeldOut(int index) => false;

    public void CopyTo(int index, Span<byte> destination)
    {
        var random = new SplitMix(1, (ulong)index);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)random.Below(256);
        }
    }
}
