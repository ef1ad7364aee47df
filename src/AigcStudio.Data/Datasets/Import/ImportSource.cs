using System.Runtime.CompilerServices;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>An upload that is taken in.</summary>
internal sealed record Upload(string Name, string Path);

/// <summary>
/// Turns uploads into candidates one after another: archives unpacked, pictures copied, IDX pictures encoded by the Media
/// process. A file that cannot be read goes into the ledger and the next one is tried.
/// </summary>
internal sealed class ImportSource(IMedia media, ImportCaps caps, ImportLedger ledger, string folder)
{
    /// <summary>IDX pictures that are encoded in one go: 3 MB of raw pixels at 28 x 28.</summary>
    private const int IdxBatch = 512;

    private readonly List<IdxFile> _idx = [];
    private long _sequence;

    /// <summary>How many pictures the uploads may hold, by their tables of contents and headers.</summary>
    public long Count(IReadOnlyList<Upload> uploads) => uploads.Sum(upload =>
    {
        try
        {
            using var stream = File.OpenRead(upload.Path);
            return FileKinds.Of(upload.Path) switch
            {
                FileKind.Zip => ZipContents.Check(stream, caps),
                FileKind.Gzip or FileKind.Idx => IdxFile.Inspect(upload.Name, upload.Path, caps).Header is { IsLabels: false } h ? h.Count : 0,
                _ => 1L,
            };
        }
        catch (ImportException)
        {
            return 0L;
        }
    });

    public async IAsyncEnumerable<Candidate> ReadAsync(IReadOnlyList<Upload> uploads, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var upload in uploads.Where(u => !EntryName.IsLitter(u.Name)))
        {
            foreach (var candidate in Open(upload))
            {
                cancel.ThrowIfCancellationRequested();
                yield return candidate;
            }
        }

        foreach (var pair in IdxPairs.Match(_idx, ledger))
        {
            await foreach (var candidate in EncodeAsync(pair, cancel))
            {
                yield return candidate;
            }
        }
    }

    private IEnumerable<Candidate> Open(Upload upload)
    {
        switch (FileKinds.Of(upload.Path))
        {
            case FileKind.Zip:
                return Refusing(upload.Name, Unpack(upload));
            case FileKind.Gzip or FileKind.Idx:
                SetAside(upload.Name, upload.Path);
                return [];
            default:
                var copy = NewFile();
                File.Copy(upload.Path, copy);
                return [New(upload.Name, EntryName.LabelOf(upload.Name), copy)];
        }
    }

    private IEnumerable<Candidate> Unpack(Upload upload)
    {
        foreach (var entry in new ZipSource(caps, ledger, NewFile).Unpack(upload.Name, upload.Path))
        {
            if (entry.Kind is FileKind.Gzip or FileKind.Idx)
            {
                SetAside(entry.Name, entry.Path);
            }
            else
            {
                yield return New(entry.Name, EntryName.LabelOf(entry.Name), entry.Path);
            }
        }
    }

    /// <summary>What came before an archive broke is kept.</summary>
    private IEnumerable<Candidate> Refusing(string name, IEnumerable<Candidate> candidates)
    {
        using var each = candidates.GetEnumerator();
        while (true)
        {
            try
            {
                if (!each.MoveNext())
                {
                    yield break;
                }
            }
            catch (ImportException refusal)
            {
                ledger.Refuse(name, Said.Of(refusal));
                yield break;
            }

            yield return each.Current;
        }
    }

    private void SetAside(string name, string path)
    {
        try
        {
            _idx.Add(IdxFile.Inspect(name, path, caps));
        }
        catch (ImportException refusal)
        {
            ledger.Refuse(name, Said.Of(refusal));
        }
    }

    private async IAsyncEnumerable<Candidate> EncodeAsync(IdxPair pair, [EnumeratorCancellation] CancellationToken cancel)
    {
        var labels = pair.ReadLabels();
        var sizes = pair.Pictures.Header.Sizes;
        var form = new ImageForm(1, sizes[1], sizes[2]);
        var batch = (int)Math.Clamp((64L << 20) / form.ExampleBytes, 1, IdxBatch);
        using var body = pair.Pictures.OpenBody();
        for (var from = 0; from < sizes[0]; from += batch)
        {
            var count = Math.Min(batch, sizes[0] - from);
            var pictures = await EncodeBatchAsync(body, form, count, cancel);
            for (var i = 0; i < count; i++)
            {
                yield return New($"{pair.Pictures.Name} {from + i:00000}", labels.ElementAtOrDefault(from + i), pictures[i]);
            }
        }
    }

    private async Task<IReadOnlyList<string>> EncodeBatchAsync(Stream body, ImageForm form, int count, CancellationToken cancel)
    {
        var raw = NewFile();
        var pixels = new byte[count * form.ExampleBytes];
        await body.ReadExactlyAsync(pixels, cancel);
        await File.WriteAllBytesAsync(raw, pixels, cancel);
        var pictures = Directory.CreateDirectory(NewFile()).FullName;
        await media.EncodePicturesAsync(raw, form, count, pictures, cancel);
        File.Delete(raw);
        return [.. Enumerable.Range(0, count).Select(i => Path.Combine(pictures, $"{i:000000}.png"))];
    }

    private Candidate New(string name, string? label, string path) => new(_sequence++, name, label, path);

    private string NewFile() => Path.Combine(folder, Guid.CreateVersion7().ToString("N"));
}
