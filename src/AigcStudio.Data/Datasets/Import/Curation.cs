namespace AigcStudio.Data.Datasets.Import;

/// <summary>What becomes of the stored items: order, exact duplicates dropped, labels numbered, near ones grouped, a tenth held out.</summary>
internal sealed record Curation(
    IReadOnlyList<Kept> Items,
    IReadOnlyList<string> Labels,
    int[] LabelOf,
    bool[] HeldOut,
    int ExactDuplicates,
    int NearDuplicates,
    int LabelConflicts,
    int LabelsTooMany,
    int BeyondCap)
{
    /// <summary>Generated items that were left out because they closely resemble a held-out original: training on them would tell what is kept aside.</summary>
    public int GeneratedLeftOut { get; init; }

    /// <param name="group">For each item its group of near duplicates (<see cref="IImportKind.Group"/>).</param>
    public static Curation Of(IEnumerable<Kept> kept, ImportCaps caps, Func<IReadOnlyList<Kept>, int[]> group)
    {
        var inOrder = kept.OrderBy(k => k.Sequence).ToList();
        var seen = new Dictionary<Core.ContentHash, Kept>();
        var conflicts = 0;
        foreach (var item in inOrder)
        {
            if (!seen.TryAdd(item.Key, item) && !SameLabel(seen[item.Key].Label, item.Label))
            {
                conflicts++;
            }
        }

        var items = seen.Values.OrderBy(k => k.Sequence).Take(caps.MaxItems).ToList();
        var (labels, tooMany) = NameLabels(items, caps);
        var numbers = labels.Select((label, number) => (label, number)).ToDictionary(l => l.label, l => l.number, StringComparer.OrdinalIgnoreCase);
        var labelOf = items.Select(i => i.Label is { } l && numbers.TryGetValue(l, out var number) ? number : -1).ToArray();
        var groups = group(items);
        var heldOut = HeldOutSplit.Choose(items, groups, labelOf);
        var betraying = GeneratedNearHeldOut(items, groups, heldOut);
        if (betraying.Count > 0)
        {
            return Of(inOrder.Where(k => !betraying.Contains(k.Key)), caps, group) with { GeneratedLeftOut = betraying.Count };
        }

        return new Curation(
            items,
            labels,
            labelOf,
            heldOut,
            inOrder.Count - seen.Count,
            items.Count - groups.Distinct().Count(),
            conflicts,
            tooMany,
            seen.Count - items.Count);
    }

    private static HashSet<Core.ContentHash> GeneratedNearHeldOut(List<Kept> items, int[] groups, bool[] heldOut)
    {
        var aside = Enumerable.Range(0, items.Count).Where(i => heldOut[i]).Select(i => groups[i]).ToHashSet();
        return [.. items.Where((item, i) => item.IsGenerated && aside.Contains(groups[i])).Select(i => i.Key)];
    }

    private static bool SameLabel(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>Names that tell items apart: one for all tells nothing, and one for each neither; how many those were is told.</summary>
    private static (List<string> Names, int TooMany) NameLabels(List<Kept> items, ImportCaps caps)
    {
        var names = items.Select(i => i.Label).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var unlabelled = items.Any(i => i.Label is null);
        if (names.Count > caps.MaxLabels || names.Count == 0 || (names.Count == 1 && !unlabelled))
        {
            return ([], names.Count > caps.MaxLabels ? names.Count : 0);
        }

        names.Sort(CompareNaturally);
        return (names, 0);
    }

    /// <summary>2 before 10, and otherwise as letters go.</summary>
    private static int CompareNaturally(string a, string b) =>
        int.TryParse(a, out var x) && int.TryParse(b, out var y) ? x.CompareTo(y) : string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
}
