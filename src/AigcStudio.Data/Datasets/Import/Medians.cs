namespace AigcStudio.Data.Datasets.Import;

internal static class Medians
{
    /// <summary>The number that <paramref name="share"/> of the others do not exceed; 0 where there are none.</summary>
    public static int At(IEnumerable<int> numbers, double share = 0.5)
    {
        var inOrder = numbers.Order().ToList();
        return inOrder.Count == 0 ? 0 : inOrder[Math.Min(inOrder.Count - 1, (int)(inOrder.Count * share))];
    }
}
