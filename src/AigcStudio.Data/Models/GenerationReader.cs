using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Models;

/// <summary>A draw as it stands.</summary>
/// <param name="Done">Examples drawn so far.</param>
/// <param name="Artifacts">Ids, in the order of the draw.</param>
public sealed record GenerationView(
    Guid Id, Guid RunId, Guid? ModelId, int Count, int Seed, string? Label, JobState? State, Said? Failure, int Done, IReadOnlyList<Guid> Artifacts);

/// <summary>Reads of draws: their owner's and an administrator's.</summary>
public sealed class GenerationReader(IDbContextFactory<StudioDb> databases)
{
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<GenerationView> GetAsync(Viewer viewer, Guid generationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var generation = await db.Generations.AsNoTracking()
            .SingleOrDefaultAsync(g => g.Id == generationId && (viewer.IsAdmin || g.OwnerId == viewer.PersonId), cancel)
            ?? throw RefusedException.NotFound();
        var job = await db.Jobs.AsNoTracking().Where(j => j.SubjectId == generationId).OrderByDescending(j => j.Id).FirstOrDefaultAsync(cancel);
        var artifacts = await db.Artifacts
            .Where(a => a.GenerationId == generationId)
            .OrderBy(a => a.Index)
            .Select(a => a.Id)
            .ToListAsync(cancel);
        return new GenerationView(
            generation.Id,
            generation.RunId,
            generation.ModelId,
            generation.Count,
            generation.Seed,
            generation.Label,
            job?.State,
            job?.Failure,
            artifacts.Count,
            artifacts);
    }
}
