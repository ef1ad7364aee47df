using AigcStudio.Core.Datasets;

namespace AigcStudio.Generative.Datasets;

/// <summary>The labels of a dataset and how often each occurs among the items that are trained on.</summary>
/// <param name="Names">Empty where the dataset has none.</param>
/// <param name="Counts">One for each name; items without a label are not counted.</param>
public sealed record LabelBook(IReadOnlyList<string> Names, IReadOnlyList<int> Counts)
{
    public static LabelBook None { get; } = new([], []);

    public bool Any => Names.Count > 0;

    public static LabelBook Of(IExampleStore store)
    {
        var counts = new int[store.Labels.Count];
        for (var i = 0; i < store.Count; i++)
        {
            if (!store.IsHeldOut(i) && store.LabelOf(i) >= 0)
            {
                counts[store.LabelOf(i)]++;
            }
        }

        return new LabelBook(store.Labels, counts);
    }

    /// <summary>The label at a point of [0, 1), by the frequency of the labels in the training items.</summary>
    public int At(double point)
    {
        var left = point * Counts.Sum();
        for (var i = 0; i < Counts.Count; i++)
        {
            left -= Counts[i];
            if (left < 0)
            {
                return i;
            }
        }

        return Math.Max(0, Counts.Count - 1);
    }
}
