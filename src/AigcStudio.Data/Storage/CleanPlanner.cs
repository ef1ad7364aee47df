using AigcStudio.Core;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>What a clean-up would take now: the same plan is shown before and followed after the act.</summary>
internal sealed class CleanPlanner(IDbContextFactory<StudioDb> databases, IEnumerable<ICleanSource> sources, BlobStore blobs, BlobSweep sweep)
{
    public async Task<CleanFinds> FindAsync(CleanAsk ask, CancellationToken cancel)
    {
        var finds = new CleanFinds();
        foreach (var source in sources.Where(s => ask.Parts.HasFlag(s.Part)))
        {
            await source.FindAsync(ask, finds, cancel);
        }

        return finds;
    }

    /// <summary>With the bytes that each line gives back, and what nobody refers to any more already.</summary>
    public async Task<CleanPlan> PlanAsync(CleanAsk ask, CancellationToken cancel)
    {
        var finds = await FindAsync(ask, cancel);
        var lines = await PriceAsync(finds.Doomed, cancel);
        var (count, bytes) = await sweep.LookAsync(cancel);
        return new CleanPlan(count > 0 ? [.. lines, new CleanLine(CleanPart.None, "leftovers", "", count, bytes)] : lines, finds.Stays);
    }

    // A blob is given back by the line that takes its last reference.
    private async Task<List<CleanLine>> PriceAsync(List<Doomed> doomed, CancellationToken cancel)
    {
        var taken = doomed.SelectMany(d => d.Uses).Distinct().GroupBy(u => u.Hash, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var freed = new HashSet<string>(StringComparer.Ordinal);
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var folder in taken.Keys.Where(h => ContentHash.TryParse(h, out _)).GroupBy(h => h[..2], StringComparer.Ordinal))
        {
            var all = await BlobReferences.CountAsync(db, folder.Key, cancel);
            freed.UnionWith(folder.Where(h => all.GetValueOrDefault(h) <= taken[h]));
        }

        return [.. doomed.Select(d => d.Line with { Bytes = d.Line.Bytes + d.Uses.Select(u => u.Hash).Where(freed.Remove).Sum(h => blobs.LengthOf(ContentHash.Parse(h))) })];
    }
}
