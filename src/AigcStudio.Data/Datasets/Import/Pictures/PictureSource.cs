using System.Runtime.CompilerServices;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Pictures;

/// <summary>
/// Turns uploads into candidates one after another: archives unpacked, pictures copied, IDX pictures encoded by the Media
/// process. A file that cannot be read goes into the ledger and the next one is tried.
/// </summary>
internal sealed class PictureSource(ImportParts parts) : ICandidateSource
{
    /// <summary>IDX pictures that are encoded in one go: 3 MB of raw pixels at 28 x 28.</summary>
    private const int IdxBatch = 512;

    private readonly List<IdxFile> _idx = [];
    private long _sequence;

    public long Count(IReadOnlyList<Upload> uploads) => uploads.Sum(upload =>
    {
        try
        {
            using var stream = File.OpenRead(upload.Path);
            return FileKinds.Of(upload.Path) switch
            {
                FileKind.Zip => ZipContents.Check(stream, parts.Caps),
                FileKind.Gzip or FileKind.Idx => IdxFile.Inspect(upload.Name, upload.Path, parts.Caps).Header is { IsLabels: false } h ? h.Count : 0,
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

        foreach (var pair in IdxPairs.Match(_idx, parts.Ledger))
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
                return Refusals.Noted(parts.Ledger, upload.Name, Unpack(upload));
            case FileKind.Gzip or FileKind.Idx:
                SetAside(upload.Name, upload.Path);
                return [];
            default:
                var copy = parts.NewFile();
                File.Copy(upload.Path, copy);
                return [New(upload.Name, EntryName.LabelOf(upload.Name), copy)];
        }
    }

    private IEnumerable<Candidate> Unpack(Upload upload)
    {
        foreach (var entry in new ZipSource(parts.Caps, parts.Ledger, parts.NewFile, parts.Caps.Pictures.MaxBytes).Unpack(upload.Name, upload.Path))
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

    private void SetAside(string name, string path)
    {
        try
        {
            _idx.Add(IdxFile.Inspect(name, path, parts.Caps));
        }
        catch (ImportException refusal)
        {
            parts.Ledger.Refuse(name, Said.Of(refusal));
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
        var raw = parts.NewFile();
        var pixels = new byte[count * form.ExampleBytes];
        await body.ReadExactlyAsync(pixels, cancel);
        await File.WriteAllBytesAsync(raw, pixels, cancel);
        var pictures = Directory.CreateDirectory(parts.NewFile()).FullName;
        await parts.Media.EncodePicturesAsync(raw, form, count, pictures, cancel);
        File.Delete(raw);
        return [.. Enumerable.Range(0, count).Select(i => Path.Combine(pictures, $"{i:000000}.png"))];
    }

    private Candidate New(string name, string? label, string path) => new(_sequence++, name, label, path);
}
