using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Erasing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AigcStudio.Data.Datasets;

/// <summary>A file as far as it has arrived.</summary>
/// <param name="Length">Announced bytes; -1 while unknown.</param>
/// <param name="Received">Bytes that are safe: where to go on.</param>
public sealed record UploadedFile(Guid Id, string Name, long Length, long Received)
{
    /// <summary>How it is cut or labelled, where a person chose: a <see cref="TextReading"/> or a <see cref="SoundReading"/> as JSON.</summary>
    public string? Reading { get; init; }

    public bool IsComplete => Length == Received;
}

/// <summary>
/// Files on their way into a dataset. What a row calls received is on the disk and flushed; so an upload goes on after a
/// lost connection, a killed studio or a power cut, and no row lacks its bytes.
/// </summary>
public sealed class DatasetUploads(
    IDbContextFactory<StudioDb> databases, UploadFolder folder, IOptions<UploadLimits> limits, Quotas quotas, WaitingUploads waiting, TimeProvider clock)
{
    /// <summary>Takes in a file or a part of it; what arrived before the line broke is kept.</summary>
    /// <param name="name">As the person calls it; folders in it become labels.</param>
    /// <param name="from">Where the part begins: at most what was received so far. 0 begins anew.</param>
    /// <param name="total">Bytes of the whole file, or null where the end of the body is the end of the file.</param>
    /// <exception cref="ImportException">Codes <c>upload.*</c>; <c>upload.erased</c>: it holds what was erased while it arrived, and is gone.</exception>
    /// <exception cref="StorageException"><c>quota.bytes.tooLarge(used, coming, most)</c>.</exception>
    /// <exception cref="RefusedException">The dataset does not exist for this person.</exception>
    public async Task<UploadedFile> ReceiveAsync(
        Viewer viewer, Guid datasetId, string name, long from, long? total, Stream body, CancellationToken cancel)
    {
        folder.RefuseWithoutRoom(total is { } whole ? whole - from : 0);
        if (total > limits.Value.MaxFileBytes)
        {
            throw new ImportException("upload.tooLarge", limits.Value.MaxFileBytes);
        }

        var room = await RoomAsync(viewer, datasetId, UploadName.Clean(name), from, total, cancel);
        var file = await OpenRowAsync(viewer, datasetId, UploadName.Clean(name), from, total, cancel);
        var received = await FillAsync(file.Id, from, total, body, room, cancel);
        if (received == (total ?? received))
        {
            // It is whole, whoever leaves now.
            await waiting.RefuseErasedAsync(file.Id, CancellationToken.None);
        }

        return new UploadedFile(file.Id, file.Name, total ?? received, received);
    }

    /// <summary>The files that wait to be taken in, oldest first.</summary>
    public async Task<IReadOnlyList<UploadedFile>> ListAsync(Viewer viewer, Guid datasetId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await RequireAsync(db, viewer, datasetId, cancel);
        return await db.DatasetFiles.AsNoTracking()
            .Where(f => f.DatasetId == datasetId && f.VersionId == null)
            .OrderBy(f => f.Id)
            .Select(f => new UploadedFile(f.Id, f.Name, f.Length, f.Received) { Reading = f.Reading })
            .ToListAsync(cancel);
    }

    /// <summary>Forgets a file that was not taken in yet.</summary>
    public async Task RemoveAsync(Viewer viewer, Guid datasetId, Guid fileId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await RequireAsync(db, viewer, datasetId, cancel);
        var gone = await db.DatasetFiles
            .Where(f => f.Id == fileId && f.DatasetId == datasetId && f.VersionId == null)
            .ExecuteDeleteAsync(cancel);
        if (gone == 0)
        {
            throw RefusedException.NotFound();
        }

        folder.Delete(fileId);
    }

    private static async Task RequireAsync(StudioDb db, Viewer viewer, Guid datasetId, CancellationToken cancel)
    {
        if (!viewer.CanCreate || !await db.Datasets.ChangeableBy(viewer).NotTrashed().AnyAsync(d => d.Id == datasetId, cancel))
        {
            throw RefusedException.NotFound();
        }
    }

    /// <summary>Asks for the owner's share once for each file: a piece that goes on as it was announced was let in with the first.</summary>
    private async Task<QuotaRoom?> RoomAsync(Viewer viewer, Guid datasetId, string name, long from, long? total, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await RequireAsync(db, viewer, datasetId, cancel);
        var there = await db.DatasetFiles
            .Where(f => f.DatasetId == datasetId && f.VersionId == null && f.Name == name)
            .Select(f => new { f.Received, f.Length })
            .SingleOrDefaultAsync(cancel);
        return from > 0 && there is not null && there.Length == total
            ? null
            : await quotas.RefuseBytesAsync(datasetId, total ?? from, there?.Received ?? 0, cancel);
    }

    private async Task<DatasetFile> OpenRowAsync(
        Viewer viewer, Guid datasetId, string name, long from, long? total, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RequireAsync(db, viewer, datasetId, cancel);
        var waiting = db.DatasetFiles.Where(f => f.DatasetId == datasetId && f.VersionId == null);
        var file = await waiting.SingleOrDefaultAsync(f => f.Name == name, cancel);
        if (from > (file?.Received ?? 0))
        {
            throw new ImportException("upload.goOnAt", file?.Received ?? 0);
        }

        if (file is null)
        {
            if (await waiting.CountAsync(cancel) >= limits.Value.MaxFiles)
            {
                throw new ImportException("upload.tooManyFiles", limits.Value.MaxFiles);
            }

            var now = clock.GetUtcNow();
            file = new DatasetFile { Id = Guid.CreateVersion7(now), DatasetId = datasetId, Name = name, CreatedAt = now };
            db.DatasetFiles.Add(file);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return file;
    }

    /// <returns>Bytes that are safe.</returns>
    private async Task<long> FillAsync(Guid fileId, long from, long? total, Stream body, QuotaRoom? room, CancellationToken cancel)
    {
        await using var target = folder.Open(fileId, from);
        await BeginAsync(fileId, from, total, cancel);
        target.SetLength(from);
        try
        {
            await folder.AppendAsync(body, target, total, room, safe => MarkAsync(fileId, safe, total), cancel);
        }
        finally
        {
            folder.Flush(target);
            await MarkAsync(fileId, target.Position, total);
        }

        if (total is null)
        {
            await MarkAsync(fileId, target.Position, target.Position);
        }

        return target.Position;
    }

    /// <summary>From here on the file is incomplete, so that no import can take it in while it changes.</summary>
    private async Task BeginAsync(Guid fileId, long from, long? total, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var begun = await db.DatasetFiles.Where(f => f.Id == fileId && f.VersionId == null).ExecuteUpdateAsync(
            row => row.SetProperty(f => f.Received, from).SetProperty(f => f.Length, total ?? -1), cancel);
        if (begun == 0)
        {
            throw new ImportException("upload.takenIn");
        }
    }

    /// <summary>Writes down what is safe, also when the sender is gone.</summary>
    private async Task MarkAsync(Guid fileId, long received, long? total)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.DatasetFiles.Where(f => f.Id == fileId).ExecuteUpdateAsync(
            row => row.SetProperty(f => f.Received, received).SetProperty(f => f.Length, total ?? -1));
    }
}
