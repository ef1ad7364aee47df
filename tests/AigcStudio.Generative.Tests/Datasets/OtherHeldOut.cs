using AigcStudio.Core.Datasets;

namespace AigcStudio.Generative.Tests.Datasets;

/// <summary>A store like another, but every held-out item is its last trained one: whatever learned from those would show it.</summary>
internal sealed class OtherHeldOut(IExampleStore store) : IExampleStore
{
    public ExampleForm Form => store.Form;

    public int Count => store.Count;

    public IReadOnlyList<string> Labels => store.Labels;

    public int LabelOf(int index) => store.LabelOf(index);

    public bool IsHeldOut(int index) => store.IsHeldOut(index);

    public void CopyTo(int index, Span<byte> destination) =>
        store.CopyTo(IsHeldOut(index) ? Enumerable.Range(0, Count).Last(i => !IsHeldOut(i)) : index, destination);
}
