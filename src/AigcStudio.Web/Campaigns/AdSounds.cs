using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Gallery;
using Microsoft.Extensions.Caching.Memory;

namespace AigcStudio.Web.Campaigns;

/// <summary>How loud and how long the sounds of ads are: each is measured once, as its bytes never change.</summary>
public sealed class AdSounds(IMedia media, BlobStore blobs) : IDisposable
{
    private readonly MemoryCache _measured = new(new MemoryCacheOptions { SizeLimit = 5_000 });

    /// <exception cref="ExportException"><c>export.gone</c>.</exception>
    public async Task<AdSound> MeasureAsync(ArtifactTile sound, CancellationToken cancel)
    {
        if (_measured.TryGetValue(sound.BlobHash, out AdSound? known))
        {
            return known!;
        }

        var measured = await media.MeasureSoundAsync(blobs.PathOf(sound), cancel);
        _measured.Set(sound.BlobHash, measured, new MemoryCacheEntryOptions { Size = 1 });
        return measured;
    }

    public void Dispose() => _measured.Dispose();
}
