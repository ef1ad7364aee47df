using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>Lets one of several equal requests through and keeps its answer for the others, for a day.</summary>
public sealed class IdempotentReplies(IDbContextFactory<StudioDb> databases, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>After this a first request without an answer is taken for dead, where nothing is known of its process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Asks to be the first.</summary>
    /// <param name="claimant">This process, by a name that no later one has.</param>
    /// <param name="isGone">Whether a claimant is known to have ended: its requests died with it, and what they claimed is free at once.</param>
    /// <returns>Null for the first; for all others the row, whose status is 0 while the first is at work.</returns>
    public async Task<IdempotentReply?> ClaimAsync(Guid personId, string path, string key, string claimant, Func<string, bool> isGone, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await Of(db, personId, path, key).AsNoTracking().SingleOrDefaultAsync(cancel) is { } earlier && !IsOver(earlier))
        {
            if (earlier.Status != 0 || !isGone(earlier.Body))
            {
                return earlier;
            }

            // Only the dead one's: of two who saw it dead, the second finds the first one's claim.
            await Of(db, personId, path, key).Where(r => r.Status == 0 && r.Body == earlier.Body).ExecuteDeleteAsync(cancel);
        }

        var now = time.GetUtcNow();
        var (over, dead) = (now - Kept, now - Patience);
        await db.IdempotentReplies.Where(r => r.At < over || (r.Status == 0 && r.At < dead)).ExecuteDeleteAsync(cancel);
        db.IdempotentReplies.Add(new IdempotentReply { PersonId = personId, Path = path, Key = key, Body = claimant, At = now });
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException e) when (e.InnerException is SqliteException { SqliteErrorCode: 19 })
        {
            db.ChangeTracker.Clear();
            return await Of(db, personId, path, key).AsNoTracking().SingleOrDefaultAsync(cancel)
                ?? new IdempotentReply { PersonId = personId, Path = path, Key = key, At = now };
        }
    }

    /// <summary>Keeps the first one's answer.</summary>
    public async Task KeepAsync(
        Guid personId, string path, string key, int status, string body, string? contentType, string? location, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await Of(db, personId, path, key).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.Status, status)
                .SetProperty(r => r.Body, body)
                .SetProperty(r => r.ContentType, contentType)
                .SetProperty(r => r.Location, location),
            cancel);
    }

    /// <summary>The first one came to nothing: the next may try.</summary>
    public async Task ForgetAsync(Guid personId, string path, string key)
    {
        await using var db = await databases.CreateDbContextAsync();
        await Of(db, personId, path, key).ExecuteDeleteAsync();
    }

    private bool IsOver(IdempotentReply reply) => reply.At < time.GetUtcNow() - (reply.Status == 0 ? Patience : Kept);

    private static IQueryable<IdempotentReply> Of(StudioDb db, Guid personId, string path, string key) =>
        db.IdempotentReplies.Where(r => r.PersonId == personId && r.Path == path && r.Key == key);
}
