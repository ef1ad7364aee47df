using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Gallery;

namespace AigcStudio.Generative.Models.Text;

/// <summary>The examples of a store that may be trained on, as strings.</summary>
internal static class TrainingTexts
{
    internal static IEnumerable<string> Of(IExampleStore store) => Examples(store).Select(e => TextBytes.Read(e));

    /// <summary>Of a store in <see cref="PairForm"/>.</summary>
    internal static IEnumerable<(string Question, string Reply)> PairsOf(IExampleStore store)
    {
        var form = (PairForm)store.Form;
        return Examples(store).Select(e => (TextBytes.Read(e.AsSpan(0, form.QuestionBytes)), TextBytes.Read(e.AsSpan(form.QuestionBytes))));
    }

    // One array for all: whoever enumerates reads an example before the next is asked for.
    private static IEnumerable<byte[]> Examples(IExampleStore store)
    {
        var bytes = new byte[store.Form.ExampleBytes];
        for (var i = 0; i < store.Count; i++)
        {
            if (!store.IsHeldOut(i))
            {
                store.CopyTo(i, bytes);
                yield return bytes;
            }
        }
    }
}
