using System.Runtime.CompilerServices;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Sounds;

/// <summary>Turns uploads into candidates one after another: archives unpacked, single sounds copied, labels as the person chose.</summary>
internal sealed class SoundSource(ImportParts parts) : ICandidateSource
{
    private long _sequence;

    public long Count(IReadOnlyList<Upload> uploads) => uploads.Sum(upload =>
    {
        try
        {
            using var stream = File.OpenRead(upload.Path);
            return FileKinds.Of(upload.Path) == FileKind.Zip ? ZipContents.Check(stream, parts.Caps) : 1L;
        }
        catch (ImportException)
        {
            return 0L;
        }
    });

    public async IAsyncEnumerable<Candidate> ReadAsync(IReadOnlyList<Upload> uploads, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var candidate in uploads.Where(u => !EntryName.IsLitter(u.Name)).SelectMany(Open))
        {
            cancel.ThrowIfCancellationRequested();
            yield return candidate;
        }
    }

    private IEnumerable<Candidate> Open(Upload upload)
    {
        var reading = SoundReading.FromJson(upload.Reading);
        if (FileKinds.Of(upload.Path) == FileKind.Zip)
        {
            var entries = new ZipSource(parts.Caps, parts.Ledger, parts.NewFile, parts.Caps.Sounds.MaxBytes).Unpack(upload.Name, upload.Path);
            return Refusals.Noted(parts.Ledger, upload.Name, entries).Select(e => New(e.Name, reading, e.Path));
        }

        var copy = parts.NewFile();
        File.Copy(upload.Path, copy);
        return [New(upload.Name, reading, copy)];
    }

    private Candidate New(string name, SoundReading reading, string path) => new(_sequence++, name, reading.LabelOf(name), path);
}
