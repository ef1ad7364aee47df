using System.Collections.Concurrent;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

/// <summary>
/// Prepares a frozen version once in the form that a family eats, as an <see cref="ExamplePack"/>. Packs are a cache: one
/// that is missing or cannot be opened is made again.
/// </summary>
public sealed class DatasetPacks(IDbContextFactory<StudioDb> databases, StudioFolders folders, BlobStore blobs, IMedia media)
{
    /// <summary>Pictures per call to a Media process.</summary>
    private const int Batch = 256;

    private static readonly int Decoders = Math.Clamp(Environment.ProcessorCount, 1, 4);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _making = new();

    /// <summary>The path of the pack; made first where it is not there. Two that ask at once share the making.</summary>
    /// <exception cref="ImportException">
    /// <c>packs.modality</c> for a form that is not of pictures, <c>packs.notFrozen</c> for a version that cannot be used yet,
    /// <c>packs.unreadable</c> where a stored picture no longer decodes.
    /// </exception>
    public async Task<string> PrepareAsync(Guid versionId, ExampleForm form, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        if (form is not ImageForm pictures)
        {
            throw new ImportException("packs.modality");
        }

        var path = Path.Combine(folders.Packs, $"{versionId:N}-{form.Key}.pack");
        var gate = _making.GetOrAdd(path, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancel);
        try
        {
            if (!IsGood(path, form))
            {
                await MakeAsync(versionId, pictures, path, progress, cancel);
            }

            return path;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets every pack of a version.</summary>
    public void Forget(Guid versionId)
    {
        foreach (var path in Directory.EnumerateFiles(folders.Packs, $"{versionId:N}-*.pack"))
        {
            File.Delete(path);
        }
    }

    private static bool IsGood(string path, ExampleForm form)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var pack = ExamplePack.Open(path);
            return pack.Form == form;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException or OverflowException
            or System.Text.Json.JsonException or NotSupportedException)
        {
            File.Delete(path);
            return false;
        }
    }

    private async Task MakeAsync(Guid versionId, ImageForm form, string path, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && v.FrozenAt != null, cancel)
            ?? throw new ImportException("packs.notFrozen");
        var items = await db.Items.AsNoTracking()
            .Where(i => i.VersionId == versionId)
            .OrderBy(i => i.Index)
            .Select(i => new PackItem(i.Name, i.BlobHash, i.Label, i.HeldOut))
            .ToListAsync(cancel);
        var folder = folders.NewSpoolFolder();
        try
        {
            var raw = await DecodeAsync(items, form, folder, progress, cancel);
            var made = Path.Combine(folder, "pack");
            await WriteAsync(version, items, form, raw, made, cancel);
            AtomicFile.Commit(made, path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string[]> DecodeAsync(
        List<PackItem> items, ImageForm form, string folder, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        var batches = items.Chunk(Batch).ToList();
        var raw = new string[batches.Count];
        var done = 0L;
        progress?.Report(new JobProgress("phase.preparing", 0, items.Count));
        await Parallel.ForAsync(0, batches.Count, new ParallelOptions { MaxDegreeOfParallelism = Decoders, CancellationToken = cancel }, async (b, token) =>
        {
            raw[b] = Path.Combine(folder, $"{b:000000}.raw");
            var paths = batches[b].Select(i => blobs.PathOf(ContentHash.Parse(i.BlobHash))).ToList();
            var bad = await media.DecodePicturesAsync(paths, form, raw[b], token);
            if (bad.Count > 0)
            {
                throw new ImportException("packs.unreadable", batches[b][bad[0]].Name);
            }

            progress?.Report(new JobProgress("phase.preparing", Interlocked.Add(ref done, batches[b].Length), items.Count));
        });
        return raw;
    }

    private static async Task WriteAsync(
        DatasetVersion version, List<PackItem> items, ImageForm form, string[] raw, string path, CancellationToken cancel)
    {
        using var writer = new ExamplePackWriter(
            new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16),
            form,
            version.Labels,
            items.ConvertAll(i => i.Label),
            items.ConvertAll(i => i.HeldOut));
        foreach (var file in raw)
        {
            var examples = await File.ReadAllBytesAsync(file, cancel);
            for (var at = 0; at < examples.Length; at += form.ExampleBytes)
            {
                writer.Add(examples.AsSpan(at, form.ExampleBytes));
            }

            File.Delete(file);
        }

        writer.Complete();
    }

    private sealed record PackItem(string Name, string BlobHash, int Label, bool HeldOut);
}
