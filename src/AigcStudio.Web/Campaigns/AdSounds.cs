using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Gallery;
using Microsoft.Extensions.Caching.Memory;

namespace AigcStudio.Web.Campaigns;

/// <summary>How loud and how long the sounds of ads are, each measured once, as its bytes never change; and the same sounds as loud as ads are.</summary>
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

    /// <summary>Writes it as loud as ads are; unmarked.</summary>
    /// <exception cref="ExportException"><c>export.gone</c>.</exception>
    public Task LevelAsync(ArtifactTile sound, string outputPath, CancellationToken cancel) => media.LevelSoundAsync(blobs.PathOf(sound), outputPath, cancel);

    public void Dispose() => _measured.Dispose();
}
