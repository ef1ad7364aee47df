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
        var looks = await GlimpsesAsync(
            db, [.. datasets.Where(d => d.Modality != Modality.Image).Select(d => newest[d.Id]?.Id).OfType<Guid>()], cancel);
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
                    Openings = [.. looks[latest.Id].Select(l => l.Text).OfType<string>()],
                    Waveforms = [.. looks[latest.Id].Select(l => l.Peaks).OfType<byte[]>()],
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

    private static async Task<ILookup<Guid, Glimpse>> GlimpsesAsync(StudioDb db, List<Guid> versionIds, CancellationToken cancel)
    {
        var looks = versionIds.Count == 0
            ? []
            : await db.Items.AsNoTracking()
                .Where(i => versionIds.Contains(i.VersionId) && i.Index < Glimpses)
                .OrderBy(i => i.Index)
                .Select(i => new Glimpse(i.VersionId, i.Text == null ? null : i.Text.Substring(0, OpeningLength), i.Peaks))
                .ToListAsync(cancel);
        return looks.ToLookup(l => l.VersionId);
    }

    private static ImportView View(Jobs.Job j) => new(j.Id, j.SubjectId, j.State, j.Phase, j.Done, j.Total, j.Failure, j.StartedAt);

    private sealed record Glimpse(Guid VersionId, string? Text, byte[]? Peaks);
}
