using System.Collections.Concurrent;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Datasets.Packs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

/// <summary>
/// Prepares a frozen version once in the form that a family eats, as an <see cref="ExamplePack"/>. Packs are a cache: one
/// that is missing or cannot be opened is made again.
/// </summary>
public sealed class DatasetPacks(IDbContextFactory<StudioDb> databases, StudioFolders folders, BlobStore blobs, IMedia media)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _making = new();

    /// <summary>The path of the pack; made first where it is not there. Two that ask at once share the making.</summary>
    /// <exception cref="ImportException">
    /// <c>packs.modality</c> for a form of another kind than the dataset's, <c>packs.noPairs</c> for pairs of a dataset without replies,
    /// <c>packs.notFrozen</c> for a version that cannot be used yet, <c>packs.unreadable</c> where a stored item no longer decodes.
    /// </exception>
    public async Task<string> PrepareAsync(Guid versionId, ExampleForm form, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        var path = Path.Combine(folders.Packs, $"{versionId:N}-{form.Key}.pack");
        var gate = _making.GetOrAdd(path, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancel);
        try
        {
            if (!IsGood(path, form))
            {
                await MakeAsync(versionId, form, path, progress, cancel);
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

    private async Task MakeAsync(Guid versionId, ExampleForm form, string path, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await db.DatasetVersions.AsNoTracking().Include(v => v.Dataset).SingleOrDefaultAsync(v => v.Id == versionId && v.FrozenAt != null, cancel)
            ?? throw new ImportException("packs.notFrozen");
        var source = SourceOf(form, version);
        var items = await db.Items.AsNoTracking()
            .Where(i => i.VersionId == versionId)
            .OrderBy(i => i.Index)
            .Select(i => new PackItem(i.Name, i.BlobHash, i.Label, i.HeldOut, i.Text, i.Reply))
            .ToListAsync(cancel);
        var folder = folders.NewSpoolFolder();
        try
        {
            progress?.Report(new JobProgress("phase.preparing", 0, items.Count));
            var raw = await source.WriteAsync(items, folder, progress, cancel);
            var made = Path.Combine(folder, "pack");
            await WriteAsync(version, items, form, raw, made, cancel);
            AtomicFile.Commit(made, path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private IPackSource SourceOf(ExampleForm form, DatasetVersion version) => (form, version.Dataset!.Modality) switch
    {
        (ImageForm pictures, Modality.Image) => DecodedPack.Of(pictures, blobs, media),
        (AudioForm sounds, Modality.Audio) => DecodedPack.Of(sounds, blobs, media),
        (PairForm, Modality.Text) when version.TypicalReplyBytes == 0 => throw new ImportException("packs.noPairs"),
        (TextForm or PairForm, Modality.Text) => new TextPack(form),
        _ => throw new ImportException("packs.modality"),
    };

    private static async Task WriteAsync(
        DatasetVersion version, List<PackItem> items, ExampleForm form, IReadOnlyList<string> raw, string path, CancellationToken cancel)
    {
        using var writer = new ExamplePackWriter(
            new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16),
            form,
            version.Labels,
            items.ConvertAll(i => i.Label),
            items.ConvertAll(i => i.HeldOut));
        var example = new byte[form.ExampleBytes];
        foreach (var file in raw)
        {
            await using (var examples = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16))
            {
                while (examples.Position < examples.Length)
                {
                    examples.ReadExactly(example);
                    writer.Add(example);
                }
            }

            cancel.ThrowIfCancellationRequested();
            File.Delete(file);
        }

        writer.Complete();
    }
}
