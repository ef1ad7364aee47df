using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Gallery;

/// <summary>A thing to filter by, its name, and how many artifacts it would show.</summary>
public sealed record Facet(Guid Id, string Name, int Count);

/// <summary>A label and how many artifacts it would show.</summary>
public sealed record LabelFacet(string Name, int Count);

/// <summary>What a filter could be narrowed or changed to; each count is under the filter as it would then be.</summary>
/// <param name="Kinds">Only kinds of which there are any.</param>
/// <param name="Labels">Most frequent first.</param>
/// <param name="Models">Newest first.</param>
/// <param name="Runs">Newest first.</param>
public sealed record FacetView(
    IReadOnlyDictionary<Modality, int> Kinds, IReadOnlyList<LabelFacet> Labels, IReadOnlyList<Facet> Models, IReadOnlyList<Facet> Runs)
{
    public static FacetView None { get; } = new(new Dictionary<Modality, int>(), [], [], []);
}

/// <summary>Counts what the gallery can be filtered by, of what the viewer may see.</summary>
public sealed class GalleryFacets(IDbContextFactory<StudioDb> databases)
{
    private const int Most = 200;

    public async Task<FacetView> ReadAsync(Viewer viewer, GalleryFilter filter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var kinds = await Of(filter with { Modality = null }).GroupBy(a => a.Modality).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var labels = await Of(filter with { Label = null })
            .Where(a => a.Label != null)
            .GroupBy(a => a.Label!)
            .Select(g => new LabelFacet(g.Key, g.Count()))
            .ToListAsync(cancel);
        var models = await Of(filter with { ModelId = null })
            .Where(a => a.ModelId != null)
            .GroupBy(a => a.ModelId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var runs = await Of(filter with { RunId = null })
            .GroupBy(a => a.RunId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var modelNames = await db.Models.VisibleTo(viewer).NotTrashed().OrderByDescending(m => m.Id).Take(Most).Select(m => new { m.Id, m.Name }).ToListAsync(cancel);
        var runNames = await db.Runs.VisibleTo(viewer).NotTrashed().OrderByDescending(r => r.Id).Take(Most).Select(r => new { r.Id, r.Name }).ToListAsync(cancel);
        return new FacetView(
            kinds.ToDictionary(k => k.Key, k => k.Count),
            [.. labels.OrderByDescending(l => l.Count).ThenBy(l => l.Name, StringComparer.Ordinal).Take(Most)],
            [.. modelNames.Where(m => models.ContainsKey(m.Id) || m.Id == filter.ModelId).Select(m => new Facet(m.Id, m.Name, models.GetValueOrDefault(m.Id)))],
            [.. runNames.Where(r => runs.ContainsKey(r.Id) || r.Id == filter.RunId).Select(r => new Facet(r.Id, r.Name, runs.GetValueOrDefault(r.Id)))]);

        IQueryable<Artifact> Of(GalleryFilter one) => one.Over(db, viewer);
    }
}
