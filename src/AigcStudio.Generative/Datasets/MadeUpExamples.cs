using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Gallery;

namespace AigcStudio.Generative.Datasets;

/// <summary>
/// Examples of a form made up, to measure what a step costs before there is a prepared dataset: texts of made-up words, else noise.
/// </summary>
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
        switch (form)
        {
            case TextForm:
                TextBytes.Write(MadeUpText.Of(ref random, destination.Length), destination);
                break;
            case PairForm pair:
                TextBytes.Write(MadeUpText.Of(ref random, pair.QuestionBytes), destination[..pair.QuestionBytes]);
                TextBytes.Write(MadeUpText.Of(ref random, pair.ReplyBytes), destination[pair.QuestionBytes..]);
                break;
            default:
                Noise(ref random, destination);
                break;
        }
    }

    private static void Noise(ref SplitMix random, Span<byte> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)random.Below(256);
        }
    }
}
