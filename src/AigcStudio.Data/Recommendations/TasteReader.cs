using AigcStudio.Core.Accounts;
using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Recommendations;

/// <summary>A viewer's taste, made when it is asked for and kept in memory until something that it is made of changes.</summary>
public sealed class TasteReader(IDbContextFactory<StudioDb> databases, FeatureShelf shelf, TimeProvider clock)
{
    // A taste over 100,000 artifacts takes some 10 MB.
    private const int MostKept = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<Viewer, ReadTaste> _kept = [];

    public async Task<ReadTaste> GetAsync(Viewer viewer, CancellationToken cancel)
    {
        // SQLite reads at once, whatever is awaited: on a circuit this would hold up the page.
        return await Task.Run(() => ReadAsync(viewer, cancel), cancel);
    }

    /// <summary>Whether a taste that was read earlier says what would be read now, and what the viewer has hidden by now.</summary>
    public async Task<(bool Stale, bool BegunAnew, IReadOnlySet<Guid> Hidden)> LookAsync(Viewer viewer, ReadTaste read, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await TasteStamp.ReadAsync(db, viewer, cancel);
        var hidden = await db.HiddenRecommendations.Where(h => h.PersonId == viewer.PersonId).Select(h => h.ArtifactId).ToHashSetAsync(cancel);
        return (!stamp.SaysTheSameAs(read.Stamp), stamp.Since != read.Stamp.Since, hidden);
    }

    private async Task<ReadTaste> ReadAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await TasteStamp.ReadAsync(db, viewer, cancel);
        lock (_gate)
        {
            if (_kept.TryGetValue(viewer, out var known) && known.Stamp == stamp)
            {
                return known;
            }
        }

        var made = await MakeAsync(db, viewer, stamp, cancel);
        lock (_gate)
        {
            if (_kept.Count >= MostKept && !_kept.ContainsKey(viewer))
            {
                _kept.Remove(_kept.MinBy(k => k.Value.MadeAt).Key);
            }

            _kept[viewer] = made;
        }

        return made;
    }

    private async Task<ReadTaste> MakeAsync(StudioDb db, Viewer viewer, TasteStamp stamp, CancellationToken cancel)
    {
        var vectors = await shelf.GetAsync(cancel);
        var rows = await db.Artifacts.AsNoTracking().VisibleTo(viewer)
            .Select(a => new { a.Id, a.Modality, a.Label, a.ModelId, a.CreatedAt, Trashed = a.TrashedAt != null })
            .ToListAsync(cancel);
        var (own, rated, hidden) = await OpinionReader.OwnAsync(db, viewer, cancel);
        var models = await db.Models.AsNoTracking().VisibleTo(viewer).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        var now = clock.GetUtcNow();
        var taste = new Taste(new TasteSources(
            [.. rows.Select(r => new TasteItem(r.Id, r.Modality, r.Label, r.ModelId, r.CreatedAt, vectors.GetValueOrDefault(r.Id, []), r.Trashed))],
            own,
            await OpinionReader.TeamAsync(db, viewer, cancel),
            models.Keys.ToHashSet(),
            now));
        return new ReadTaste(taste, rated, hidden, models, stamp, now);
    }
}

/// <summary>A taste as it was made.</summary>
/// <param name="Rated">What the viewer rated, also before their taste began: it is not recommended.</param>
/// <param name="Hidden">What they said "not this" to.</param>
/// <param name="Models">Names of the models that a reason may name.</param>
/// <param name="Stamp">Of all that it was made of.</param>
public sealed record ReadTaste(
    Taste Taste, IReadOnlySet<Guid> Rated, IReadOnlySet<Guid> Hidden, IReadOnlyDictionary<Guid, string> Models, TasteStamp Stamp, DateTimeOffset MadeAt)
{
    /// <summary>Orders those of some ids that may be recommended.</summary>
    public IReadOnlyList<Guid> Rank(IReadOnlyList<Guid> ids) => Taste.Rank([.. ids.Where(id => !Rated.Contains(id) && !Hidden.Contains(id))]);
}
