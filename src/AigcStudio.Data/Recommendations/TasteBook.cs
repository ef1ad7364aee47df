using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Recommendations;

/// <summary>What a person says of their recommendations themselves.</summary>
public sealed class TasteBook(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>"Not this": it is no longer recommended to the viewer, and counts against what it has in it.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: nothing was hidden at all.</exception>
    public async Task HideAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var piece in ids.Distinct().Chunk(500))
        {
            if (await db.Artifacts.VisibleTo(viewer).CountAsync(a => piece.Contains(a.Id), cancel) < piece.Length)
            {
                throw RefusedException.NotFound();
            }

            var known = await db.HiddenRecommendations.Where(h => h.PersonId == viewer.PersonId && piece.Contains(h.ArtifactId)).Select(h => h.ArtifactId).ToListAsync(cancel);
            db.AddRange(piece.Except(known).Select(id => new HiddenRecommendation { PersonId = viewer.PersonId, ArtifactId = id, At = clock.GetUtcNow() }));
            await db.SaveChangesAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Takes "not this" back; nothing happens where it was not said.</summary>
    public async Task ShowAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var piece in ids.Chunk(500))
        {
            await db.HiddenRecommendations.Where(h => h.PersonId == viewer.PersonId && piece.Contains(h.ArtifactId)).ExecuteDeleteAsync(cancel);
        }
    }

    public async Task<bool> IsHiddenAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.HiddenRecommendations.AnyAsync(h => h.PersonId == viewer.PersonId && h.ArtifactId == id, cancel);
    }

    /// <summary>Recommendations start anew: ratings stay where they are, but those given until now say nothing of the viewer's taste any more.</summary>
    public async Task ForgetAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.HiddenRecommendations.Where(h => h.PersonId == viewer.PersonId).ExecuteDeleteAsync(cancel);
        await db.TasteStarts.Where(t => t.PersonId == viewer.PersonId).ExecuteDeleteAsync(cancel);
        db.Add(new TasteStart { PersonId = viewer.PersonId, Since = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
