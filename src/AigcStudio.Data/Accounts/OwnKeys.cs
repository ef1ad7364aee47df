using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>The keys that a person chose instead of the studio's: they follow the person to every browser.</summary>
public sealed class OwnKeys(IDbContextFactory<StudioDb> databases)
{
    /// <summary>By the code of what they do; empty where the person has none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(Guid personId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var text = await db.People.Where(p => p.Id == personId).Select(p => p.Keys).SingleOrDefaultAsync(cancel);
        return text is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
    }

    /// <summary>Replaces all of them; an empty list goes back to the studio's.</summary>
    public async Task KeepAsync(Guid personId, IReadOnlyDictionary<string, string> keys, CancellationToken cancel)
    {
        var text = keys.Count == 0 ? null : JsonSerializer.Serialize(keys);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.People.Where(p => p.Id == personId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Keys, text), cancel);
    }
}
