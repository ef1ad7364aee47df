namespace AigcStudio.Data.Datasets.Import;

/// <summary>
/// Keeps a tenth of the pictures out of training, label by label, whole groups of near duplicates at a time. It depends on
/// the pictures alone, and what an earlier version trained on is never held out later. What a model made is never held out either, and does not
/// count: models are measured against what is real.
/// </summary>
internal static class HeldOutSplit
{
    public const double Share = 0.1;

    /// <param name="groupOf">For each item its group (<see cref="NearDuplicates.Group"/>).</param>
    /// <param name="labelOf">For each item its label, -1 for none.</param>
    public static bool[] Choose(IReadOnlyList<Kept> items, int[] groupOf, int[] labelOf)
    {
        var heldOut = new bool[items.Count];
        var groups = Enumerable.Range(0, items.Count).GroupBy(i => groupOf[i]).Select(g => new Group([.. g], items, labelOf)).ToList();
        foreach (var stratum in groups.GroupBy(g => g.Label))
        {
            var left = (int)Math.Round(stratum.Sum(g => g.Originals.Length) * Share, MidpointRounding.AwayFromZero);
            foreach (var group in stratum.OrderBy(g => g.Fate switch { true => 0, null => 1, false => 2 }).ThenBy(g => g.Order, StringComparer.Ordinal))
            {
                if (group.Fate == true || (group.Fate is null && group.Originals.Length <= left))
                {
                    left -= group.Originals.Length;
                    Array.ForEach(group.Originals, i => heldOut[i] = true);
                }
            }
        }

        return heldOut;
    }

    private sealed class Group(int[] members, IReadOnlyList<Kept> items, int[] labelOf)
    {
        public int[] Originals { get; } = [.. members.Where(i => !items[i].IsGenerated)];

        public int Label => labelOf[members[0]];

        /// <summary>The smallest SHA-256: as good as drawn by lot, and the same every time.</summary>
        public string Order { get; } = members.Min(i => items[i].Hash.Hex)!;

        /// <summary>
        /// Where an earlier version put a member: training wins over holding out, because what was trained on cannot be forgotten. A group that
        /// holds something generated is trained on, unless an original of it was held out before.
        /// </summary>
        public bool? Fate { get; } =
            members.Any(i => items[i].WasHeldOut == false) ? false
            : members.Any(i => items[i].WasHeldOut == true) ? true
            : members.Any(i => items[i].IsGenerated) ? false : null;
    }
}
