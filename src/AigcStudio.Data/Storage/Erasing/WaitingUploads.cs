using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Datasets.Import;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>
/// The files that wait to be taken in, searched for what is erased. One that still arrives is searched once it is whole, so that nothing erased comes
/// back by an upload that began before.
/// </summary>
public sealed class WaitingUploads(IDbContextFactory<StudioDb> databases, StudioFolders folders, UploadFolder uploads)
{
    /// <summary>Turns away an upload that is whole now, began before an erasure ended and holds what that erased.</summary>
    /// <exception cref="ImportException"><c>upload.erased</c>: the file is gone.</exception>
    public async Task RefuseErasedAsync(Guid fileId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var begun = await db.DatasetFiles.Where(f => f.Id == fileId && f.VersionId == null).Select(f => (DateTimeOffset?)f.CreatedAt).SingleOrDefaultAsync(cancel);
        var erased = begun is null
            ? []
            : await db.ErasedContents.Where(c => db.Erasures.Any(e => e.Id == c.ErasureId && (e.EndedAt == null || e.EndedAt >= begun))).Select(c => c.Hash).ToListAsync(cancel);
        if (erased.Count > 0 && await HoldsAsync(await OfAsync(db, fileId, cancel), erased.ToHashSet(StringComparer.Ordinal), cancel) && await RemoveAsync(db, fileId, cancel))
        {
            throw new ImportException("upload.erased");
        }
    }

    /// <summary>Those that hold what is erased.</summary>
    internal async Task<IReadOnlyList<WaitingUpload>> FindAsync(IReadOnlyCollection<string> erased, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var set = erased.ToHashSet(StringComparer.Ordinal);
        var found = new List<WaitingUpload>();
        foreach (var id in uploads.All().Where(u => u != Guid.Empty).Order())
        {
            var upload = await OfAsync(db, id, cancel);
            if (upload.IsWhole && await HoldsAsync(upload, set, cancel))
            {
                found.Add(upload);
            }
        }

        return found;
    }

    // A file that waits to be taken in goes as a whole, an archive too: its owner has the rest of it, and sends it anew.
    internal async Task<IReadOnlyList<Guid>> RemoveAsync(IReadOnlyCollection<string> erased, CancellationToken cancel)
    {
        var found = await FindAsync(erased, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var upload in found)
        {
            await RemoveAsync(db, upload.Id, cancel);
            uploads.Delete(upload.Id);
        }

        return [.. found.Select(u => u.Id)];
    }

    // Bytes without a row are whole: nobody goes on with them.
    private static async Task<WaitingUpload> OfAsync(StudioDb db, Guid id, CancellationToken cancel) =>
        await db.DatasetFiles.Where(f => f.Id == id)
            .Join(db.Datasets, f => f.DatasetId, d => d.Id, (f, d) => new WaitingUpload(id, f.Name, d.Name, d.Modality, f.Reading, f.Length == f.Received)).SingleOrDefaultAsync(cancel)
        ?? new WaitingUpload(id, "", "", Modality.Image, null, true);

    private async Task<bool> RemoveAsync(StudioDb db, Guid id, CancellationToken cancel)
    {
        var waited = await db.DatasetFiles.Where(f => f.Id == id && f.VersionId == null).ExecuteDeleteAsync(cancel) > 0;
        if (waited)
        {
            uploads.Delete(id);
        }

        return waited;
    }

    private async Task<bool> HoldsAsync(WaitingUpload upload, HashSet<string> erased, CancellationToken cancel)
    {
        var path = uploads.PathOf(upload.Id);
        try
        {
            return await ErasedUploads.HoldAsync(path, erased, ImportCaps.Default, cancel)
                || (upload.Modality == Modality.Text && await HoldsATextAsync(new Upload(upload.Name, path, upload.Reading), erased, cancel));
        }
        catch (IOException) when (!File.Exists(path))
        {
            // Taken in or given up meanwhile.
            return false;
        }
    }

    private async Task<bool> HoldsATextAsync(Upload upload, HashSet<string> erased, CancellationToken cancel)
    {
        var folder = folders.NewSpoolFolder();
        try
        {
            return await ErasedTexts.HoldAsync(upload, erased, folder, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A file that waits to be taken into a dataset.</summary>
/// <param name="Name">As its owner calls it; empty where no row waits for it.</param>
/// <param name="Dataset">By its name.</param>
internal sealed record WaitingUpload(Guid Id, string Name, string Dataset, Modality Modality, string? Reading, bool IsWhole);
