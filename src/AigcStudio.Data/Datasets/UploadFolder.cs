using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage;
using Microsoft.Extensions.Options;

namespace AigcStudio.Data.Datasets;

/// <summary>The bytes of uploads, one file each, named by the row's id.</summary>
public sealed class UploadFolder(StudioFolders folders, IOptions<UploadLimits> limits)
{
    /// <summary>What a kill may cost of an upload in progress.</summary>
    private const long FlushEveryBytes = 32L << 20;

    /// <summary>Where a finished upload lies: for the import and its child processes.</summary>
    public string PathOf(Guid fileId) => Path.Combine(folders.Uploads, fileId.ToString("N"));

    public void Delete(Guid fileId) => File.Delete(PathOf(fileId));

    /// <summary>The files there are, by id, for the clean-up.</summary>
    public IEnumerable<Guid> All() =>
        Directory.EnumerateFiles(folders.Uploads).Select(p => Guid.TryParseExact(Path.GetFileName(p), "N", out var id) ? id : Guid.Empty);

    /// <exception cref="ImportException"><c>upload.noRoom</c>.</exception>
    public void RefuseWithoutRoom(long bytes)
    {
        if (new DriveInfo(folders.Root).AvailableFreeSpace - bytes < limits.Value.ReserveBytes)
        {
            throw new ImportException("upload.noRoom");
        }
    }

    /// <summary>Opens an upload for one writer, at byte <paramref name="from"/>.</summary>
    /// <exception cref="ImportException">
    /// <c>upload.busy</c>: somebody sends this file at this moment; <c>upload.goOnAt</c>: fewer bytes are there.
    /// </exception>
    public FileStream Open(Guid fileId, long from)
    {
        var stream = OpenAlone(PathOf(fileId));
        if (stream.Length < from)
        {
            var length = stream.Length;
            stream.Dispose();
            throw new ImportException("upload.goOnAt", length);
        }

        stream.Position = from;
        AtomicFile.Sync(folders.Uploads);
        return stream;
    }

    /// <summary>Copies a body to its file, telling from time to time how far it is safe.</summary>
    /// <exception cref="ImportException"><c>upload.longerThanSaid</c> or <c>upload.tooLarge</c>; what came before is kept.</exception>
    /// <exception cref="StorageException">It grew past <paramref name="room"/>; what came before is kept.</exception>
    public async Task AppendAsync(Stream body, FileStream target, long? total, QuotaRoom? room, Func<long, Task> markSafe, CancellationToken cancel)
    {
        var buffer = new byte[1 << 17];
        var flushed = target.Position;
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            Refuse(target.Position + read, total);
            room?.Refuse(target.Position + read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancel);
            if (target.Position - flushed >= FlushEveryBytes)
            {
                RefuseWithoutRoom(0);
                Flush(target);
                flushed = target.Position;
                await markSafe(flushed);
            }
        }
    }

    public void Flush(FileStream target)
    {
        target.Flush();
        AtomicFile.Sync(target.Name);
    }

    private static FileStream OpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 0, useAsync: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ImportException("upload.busy");
        }
    }

    private void Refuse(long length, long? total)
    {
        if (length > (total ?? long.MaxValue))
        {
            throw new ImportException("upload.longerThanSaid");
        }

        if (length > limits.Value.MaxFileBytes)
        {
            throw new ImportException("upload.tooLarge", limits.Value.MaxFileBytes);
        }
    }
}
