using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>Finds what may have to be erased, and shows what would go with it; nothing is touched.</summary>
public sealed class ErasureReader
{
    private const int MostFound = 200;

    private readonly IDbContextFactory<StudioDb> _databases;
    private readonly ErasureFiles _files;
    private readonly WaitingUploads _waiting;

    internal ErasureReader(IDbContextFactory<StudioDb> databases, ErasureFiles files, WaitingUploads waiting) =>
        (_databases, _files, _waiting) = (databases, files, waiting);

    /// <summary>Items by a hash, by part of their name or text, or by part of the rights statement of their dataset.</summary>
    /// <param name="rightsHolder">Whether the words are looked for in rights statements alone: all items of those datasets, without a limit.</param>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<IReadOnlyList<ErasableItem>> FindAsync(Viewer viewer, string words, bool rightsHolder, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        var part = words.Trim();
        if (part.Length == 0)
        {
            return [];
        }

        await using var db = await _databases.CreateDbContextAsync(cancel);
        var items = from item in db.Items
                    join version in db.DatasetVersions on item.VersionId equals version.Id
                    join dataset in db.Datasets on version.DatasetId equals dataset.Id
                    select new { item, dataset };
        items = rightsHolder
            ? items.Where(x => x.dataset.RightsStatement.Contains(part))
            : ContentHash.TryParse(part, out _)
                ? items.Where(x => x.item.BlobHash == part)
                : items.Where(x => x.item.Name.Contains(part) || (x.item.Text != null && x.item.Text.Contains(part)) || (x.item.Reply != null && x.item.Reply.Contains(part)));
        var found = await items.Select(x => new { x.item.BlobHash, x.item.Name, x.item.Text, Dataset = x.dataset.Name }).Take(rightsHolder ? int.MaxValue : MostFound).ToListAsync(cancel);
        return [.. found.GroupBy(f => f.BlobHash, StringComparer.Ordinal)
            .Select(g => new ErasableItem(g.Key, g.First().Name, g.First().Text, [.. g.Select(f => f.Dataset).Distinct().Order(StringComparer.CurrentCulture)]))
            .OrderBy(i => i.Name, StringComparer.CurrentCulture)];
    }

    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<ErasurePreview> PreviewAsync(Viewer viewer, IReadOnlyCollection<string> hashes, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var descent = await Lineage.OfAsync(db, hashes, cancel);
        var versions = await db.DatasetVersions.Where(v => descent.Versions.Contains(v.Id)).OrderBy(v => v.Id).Select(v => $"{v.Dataset!.Name} · {v.Number}").ToListAsync(cancel);
        var runs = await db.Runs.Where(r => descent.Runs.Contains(r.Id)).OrderBy(r => r.Id).Select(r => r.Name).ToListAsync(cancel);
        var models = await db.Models.Where(m => descent.Models.Contains(m.Id)).OrderBy(m => m.Id)
            .Select(m => new ErasureModel(m.Id, m.Name, db.Artifacts.Count(a => a.CheckpointId == m.CheckpointId))).ToListAsync(cancel);
        var busy = await ErasureRows.Busy(db, descent).CountAsync(cancel);
        var waiting = await _waiting.FindAsync(hashes, cancel);
        return new ErasurePreview(
            hashes.Count,
            versions,
            runs,
            models,
            descent.Artifacts.Count,
            descent.Exports.Count,
            descent.Boards.Count,
            descent.GuestLinks.Count,
            descent.Offspring.Count,
            busy,
            _files.Copies().Count,
            [.. waiting.Where(w => w.Name.Length > 0).Select(w => $"{w.Dataset} · {w.Name}")]);
    }

    /// <summary>Newest first.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<IReadOnlyList<Erasure>> ListAsync(Viewer viewer, int take, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Erasures.AsNoTracking().OrderByDescending(e => e.Id).Take(take).ToListAsync(cancel);
    }
}

/// <param name="Text">Of texts; null otherwise.</param>
/// <param name="Datasets">That hold it.</param>
public sealed record ErasableItem(string Hash, string Name, string? Text, IReadOnlyList<string> Datasets);

/// <param name="Works">Drawn from it.</param>
public sealed record ErasureModel(Guid Id, string Name, int Works);

/// <summary>What an erasure would touch.</summary>
/// <param name="Exports">Files that left the house: they cannot be taken back.</param>
/// <param name="Offspring">Works that came back as items of a version.</param>
/// <param name="Busy">Jobs that must end first.</param>
/// <param name="Waiting">Uploads that wait to be taken in and hold some of it, by dataset and name: each goes as a whole, an archive too.</param>
/// <param name="Copies">Backups and copies of earlier states: their blobs of it go, their rows stay until they do.</param>
public sealed record ErasurePreview(
    int Items,
    IReadOnlyList<string> Versions,
    IReadOnlyList<string> Runs,
    IReadOnlyList<ErasureModel> Models,
    int Artifacts,
    int Exports,
    int Boards,
    int GuestLinks,
    int Offspring,
    int Busy,
    int Copies,
    IReadOnlyList<string> Waiting);
