using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>What was erased for good, by hash.</summary>
public sealed class ErasedBook(IDbContextFactory<StudioDb> databases)
{
    public async Task<IReadOnlySet<string>> ReadAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return (await db.ErasedContents.Select(c => c.Hash).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
    }
}
