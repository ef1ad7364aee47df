using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Models;

/// <summary>How a draw stands, for whoever asked for it.</summary>
public sealed class GenerationReader(IDbContextFactory<StudioDb> databases)
{
    /// <exception cref="RefusedException"><c>refused.notFound</c>: it is missing or another person's.</exception>
    public async Task<GenerationView> GetAsync(Viewer viewer, Guid generationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var generation = await db.Generations.AsNoTracking()
            .Where(g => g.Id == generationId && (viewer.IsAdmin || g.OwnerId == viewer.PersonId))
            .Select(g => new { g.RunId, g.ModelId, g.Count, g.Seed, g.Label })
            .SingleOrDefaultAsync(cancel) ?? throw RefusedException.NotFound();
        var job = await db.Jobs.AsNoTracking()
            .Where(j => j.SubjectId == generationId && j.Kind == JobKind.Draw)
            .OrderByDescending(j => j.Id)
            .Select(j => new { j.State, j.Failure })
            .FirstAsync(cancel);
        var artifacts = await db.Artifacts.VisibleTo(viewer).NotTrashed().Where(a => a.GenerationId == generationId)
            .OrderBy(a => a.Index)
            .Select(a => a.Id)
            .ToListAsync(cancel);
        return new GenerationView(
            generationId,
            generation.RunId,
            generation.ModelId,
            generation.Count,
            generation.Seed,
            generation.Label,
            job.State,
            job.Failure,
            artifacts);
    }
}

/// <param name="Failure">Why it failed, for people.</param>
/// <param name="Artifacts">What has been drawn so far, in the order of the draw.</param>
public sealed record GenerationView(
    Guid Id, Guid RunId, Guid? ModelId, int Count, int Seed, string? Label, JobState State, Said? Failure, IReadOnlyList<Guid> Artifacts);
