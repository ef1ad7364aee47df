using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Gallery;

/// <summary>A thing to filter by, and its name.</summary>
public sealed record Facet(Guid Id, string Name);

/// <summary>What the gallery can be filtered by: models and runs that the viewer may see, newest first.</summary>
public sealed class GalleryFacets(IDbContextFactory<StudioDb> databases)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<Facet>> ModelsAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Models.VisibleTo(viewer).NotTrashed().OrderByDescending(m => m.Id).Take(Most).Select(m => new Facet(m.Id, m.Name)).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<Facet>> RunsAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.VisibleTo(viewer).NotTrashed().OrderByDescending(r => r.Id).Take(Most).Select(r => new Facet(r.Id, r.Name)).ToListAsync(cancel);
    }
}
