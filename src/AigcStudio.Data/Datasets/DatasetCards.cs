using AigcStudio.Core.Datasets;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

/// <summary>Datasets as their cards show them: the newest version, a look into it, and an import in progress.</summary>
internal static class DatasetCards
{
    /// <summary>Texts or waveforms on a card.</summary>
    private const int Glimpses = 4;

    private const int OpeningLength = 120;

    public static async Task<List<DatasetCard>> DescribeAsync(StudioDb db, List<Dataset> datasets, CancellationToken cancel)
    {
        var ids = datasets.ConvertAll(d => d.Id);
        var versions = (await db.DatasetVersions.AsNoTracking()
            .Where(v => ids.Contains(v.DatasetId))
            .Select(v => new { v.DatasetId, v.Id, v.Number, v.Count, v.Labels, v.Bytes, v.FrozenAt })
            .ToListAsync(cancel)).ToLookup(v => v.DatasetId);
        var waiting = await db.DatasetFiles
            .Where(f => ids.Contains(f.DatasetId) && f.VersionId == null)
            .GroupBy(f => f.DatasetId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var imports = await ImportsOfAsync(db, [.. versions.SelectMany(g => g).Where(v => v.FrozenAt == null).Select(v => v.Id)], cancel);
        var newest = datasets.ToDictionary(d => d.Id, d => versions[d.Id].Where(v => v.FrozenAt != null).MaxBy(v => v.Number));
        var looks = new List<Glimpse>();
        foreach (var latest in datasets.Where(d => d.Modality != Modality.Image).Select(d => newest[d.Id]).Where(v => v is not null))
        {
            looks.AddRange(await GlimpsesAsync(db, latest!.Id, latest.Count, cancel));
        }

        var glimpses = looks.ToLookup(l => l.VersionId);
        return datasets.ConvertAll(d =>
        {
            var latest = newest[d.Id];
            var open = versions[d.Id].FirstOrDefault(v => v.FrozenAt == null);
            return new DatasetCard(
                d.Id,
                d.Name,
                d.Modality,
                d.OwnerId,
                d.Visibility,
                d.CreatedAt,
                d.TrashedAt,
                latest is null ? null : new VersionCard(latest.Id, latest.Number, latest.Count, latest.Labels.Count, latest.Bytes, latest.FrozenAt)
                {
                    Openings = [.. glimpses[latest.Id].Select(l => l.Text).OfType<string>()],
                    Waveforms = [.. glimpses[latest.Id].Select(l => l.Peaks).OfType<byte[]>()],
                },
                waiting.GetValueOrDefault(d.Id),
                open is null ? null : imports.GetValueOrDefault(open.Id));
        });
    }

    /// <summary>The newest job of each version that is not frozen.</summary>
    public static async Task<Dictionary<Guid, ImportView>> ImportsOfAsync(StudioDb db, List<Guid> versionIds, CancellationToken cancel)
    {
        var jobs = versionIds.Count == 0
            ? []
            : await db.Jobs.AsNoTracking().Where(j => versionIds.Contains(j.SubjectId)).ToListAsync(cancel);
        return jobs.GroupBy(j => j.SubjectId).ToDictionary(g => g.Key, g => View(g.MaxBy(j => j.Id)!));
    }

    /// <summary>Items from all over a version rather than some that follow each other.</summary>
    private static Task<List<Glimpse>> GlimpsesAsync(StudioDb db, Guid versionId, int count, CancellationToken cancel)
    {
        var wanted = Enumerable.Range(0, Math.Min(Glimpses, count)).Select(i => (int)((long)i * count / Math.Min(Glimpses, count))).ToList();
        return db.Items.AsNoTracking()
            .Where(i => i.VersionId == versionId && wanted.Contains(i.Index))
            .OrderBy(i => i.Index)
            .Select(i => new Glimpse(i.VersionId, i.Text == null ? null : i.Text.Substring(0, OpeningLength), i.Peaks))
            .ToListAsync(cancel);
    }

    private static ImportView View(Jobs.Job j) => new(j.Id, j.SubjectId, j.State, j.Phase, j.Done, j.Total, j.Failure, j.StartedAt);

    private sealed record Glimpse(Guid VersionId, string? Text, byte[]? Peaks);
}
