using AigcStudio.Core.Datasets;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>Pairs, of which only the replies are looked at: what a model that answers draws is compared with replies.</summary>
internal sealed class ReplyStore(IExampleStore pairs) : IExampleStore
{
    private readonly PairForm _pair = (PairForm)pairs.Form;

    public ExampleForm Form => new TextForm(_pair.ReplyBytes);

    public int Count => pairs.Count;

    public IReadOnlyList<string> Labels => pairs.Labels;

    /// <summary>What is compared: the items themselves, or, of pairs, their replies.</summary>
    internal static IExampleStore Of(IExampleStore store) => store.Form is PairForm ? new ReplyStore(store) : store;

    public int LabelOf(int index) => pairs.LabelOf(index);

    public bool IsHeldOut(int index) => pairs.IsHeldOut(index);

    public void CopyTo(int index, Span<byte> destination)
    {
        var pair = new byte[_pair.ExampleBytes];
        pairs.CopyTo(index, pair);
        pair.AsSpan(_pair.QuestionBytes).CopyTo(destination);
    }

    /// <summary>The question of an item.</summary>
    internal string QuestionOf(int index)
    {
        var pair = new byte[_pair.ExampleBytes];
        pairs.CopyTo(index, pair);
        return Gallery.TextBytes.Read(pair.AsSpan(0, _pair.QuestionBytes));
    }
}
