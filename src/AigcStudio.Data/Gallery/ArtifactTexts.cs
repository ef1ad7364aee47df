using System.Text;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Gallery;

/// <summary>The whole words of text artifacts.</summary>
public sealed class ArtifactTexts(IDbContextFactory<StudioDb> databases, BlobStore blobs)
{
    /// <summary>The texts of some ids; those that the viewer may not see or that are no texts are left out.</summary>
    /// <exception cref="ExportException"><c>export.gone</c>: the bytes of one are no longer there.</exception>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Artifacts.AsNoTracking().VisibleTo(viewer)
            .Where(a => ids.Contains(a.Id) && a.Modality == Modality.Text)
            .Select(a => new { a.Id, a.BlobHash })
            .ToListAsync(cancel);
        var texts = new Dictionary<Guid, string>(found.Count);
        foreach (var artifact in found)
        {
            texts[artifact.Id] = await ReadAsync(ContentHash.Parse(artifact.BlobHash), cancel);
        }

        return texts;
    }

    /// <exception cref="ExportException"><c>export.gone</c>.</exception>
    public async Task<string> ReadAsync(ContentHash hash, CancellationToken cancel)
    {
        if (!blobs.Has(hash))
        {
            throw new ExportException("export.gone");
        }

        await using var bytes = blobs.Open(hash);
        using var reader = new StreamReader(bytes, new UTF8Encoding(false));
        return await reader.ReadToEndAsync(cancel);
    }
}
