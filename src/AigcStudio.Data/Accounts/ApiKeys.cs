using AigcStudio.Core.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>Bearer keys: made, listed, revoked, and turned into the viewer that they speak for.</summary>
public sealed class ApiKeys(IDbContextFactory<StudioDb> databases, AuditLog audit, TimeProvider time)
{
    public const string SecretPrefix = "aigc_";

    /// <summary>Makes a key for the viewer.</summary>
    /// <returns>The secret: shown once, stored only as a hash.</returns>
    /// <exception cref="RefusedException">The key would be wider than its owner's role.</exception>
    public async Task<string> CreateAsync(Viewer owner, string name, Role role, TimeSpan lifetime, CancellationToken cancel)
    {
        if (role > owner.Role)
        {
            throw RefusedException.NotAllowed();
        }

        var secret = SecretPrefix + OneTimeSecret.Create();
        var now = time.GetUtcNow();
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            OwnerId = owner.PersonId,
            Name = name.Trim(),
            SecretHash = OneTimeSecret.Hash(secret),
            Prefix = secret[..(SecretPrefix.Length + 4)],
            Role = role,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancel);
        await audit.WriteAsync(owner.PersonId, "key.created", $"key:{key.Id}", role.ToString(), cancel);
        return secret;
    }

    /// <summary>The viewer that a secret speaks for: never wider than its owner is now; null where it opens nothing.</summary>
    public async Task<Viewer?> ViewerOfAsync(string secret, CancellationToken cancel)
    {
        var (hash, now) = (OneTimeSecret.Hash(secret), time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.ApiKeys
            .Where(k => k.SecretHash == hash && k.RevokedAt == null && k.ExpiresAt > now)
            .Join(db.People.Where(p => !p.Disabled), k => k.OwnerId, p => p.Id, (k, p) => new { Key = k, p.Role })
            .AsNoTracking()
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        if (found.Key.LastUsedAt is not { } last || now - last > TimeSpan.FromMinutes(1))
        {
            await db.ApiKeys.Where(k => k.Id == found.Key.Id).ExecuteUpdateAsync(s => s.SetProperty(k => k.LastUsedAt, now), cancel);
        }

        return new Viewer(found.Key.OwnerId, found.Key.Role < found.Role ? found.Key.Role : found.Role);
    }

    /// <summary>The viewer's own keys, newest first, revoked ones left out.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(Viewer owner, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.ApiKeys
            .AsNoTracking()
            .Where(k => k.OwnerId == owner.PersonId && k.RevokedAt == null)
            .OrderByDescending(k => k.CreatedAt)
            .ToListAsync(cancel);
    }

    /// <summary>Everybody's keys that are not revoked, the one used last first.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<IReadOnlyList<OwnedKey>> ListAllAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await (
            from key in db.ApiKeys.AsNoTracking()
            join owner in db.People on key.OwnerId equals owner.Id
            where key.RevokedAt == null
            orderby key.LastUsedAt descending, key.Id descending
            select new OwnedKey(key, owner.DisplayName)).ToListAsync(cancel);
    }

    /// <exception cref="RefusedException">There is no such key of the viewer's.</exception>
    public async Task RevokeAsync(Viewer owner, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var revoked = await db.ApiKeys
            .Where(k => k.Id == id && k.RevokedAt == null && (owner.Role == Role.Admin || k.OwnerId == owner.PersonId))
            .ExecuteUpdateAsync(s => s.SetProperty(k => k.RevokedAt, time.GetUtcNow()), cancel);
        if (revoked == 0)
        {
            throw RefusedException.NotFound();
        }

        await audit.WriteAsync(owner.PersonId, "key.revoked", $"key:{id}", "", cancel);
    }
}

/// <summary>A key with its owner's name.</summary>
public sealed record OwnedKey(ApiKey Key, string OwnerName);
