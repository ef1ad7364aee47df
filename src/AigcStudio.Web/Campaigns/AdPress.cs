using System.Collections.Concurrent;
using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Gallery;
using Microsoft.Extensions.Caching.Memory;

namespace AigcStudio.Web.Campaigns;

/// <summary>
/// Draws sheets, each of them once: what was checked is what is shown and what goes out. Prints are kept in memory by what is on the sheet,
/// so that none can be out of date; the least used ones are let go.
/// </summary>
public sealed class AdPress(IMedia media, StudioFolders folders) : IDisposable
{
    // Some sixty prints of a large channel.
    private const long MostBytes = 64L << 20;

    private readonly MemoryCache _prints = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly ConcurrentDictionary<string, Lazy<Task<AdPrint>>> _making = new();

    /// <exception cref="StudioException">As <see cref="IMedia.ComposeAdAsync"/> refuses.</exception>
    public async Task<AdPrint> PrintAsync(AdSheet sheet, CancellationToken cancel)
    {
        var key = ContentHash.Of(JsonSerializer.SerializeToUtf8Bytes(sheet)).Hex;
        return _prints.TryGetValue(key, out AdPrint? known)
            ? known!
            // Whoever asks at the same time waits for the same print.
            : await _making.GetOrAdd(key, k => new(() => MakeOnceAsync(sheet, k))).Value.WaitAsync(cancel);
    }

    public void Dispose() => _prints.Dispose();

    private async Task<AdPrint> MakeOnceAsync(AdSheet sheet, string key)
    {
        await Task.Yield();
        var path = folders.NewSpoolFile();
        try
        {
            using var files = new MediaFiles(folders);
            var look = await media.ComposeAdAsync(sheet with { PicturePaths = [.. sheet.PicturePaths.Select(files.Of)] }, path, CancellationToken.None);
            var print = new AdPrint(key, await File.ReadAllBytesAsync(path, CancellationToken.None), look);
            _prints.Set(key, print, new MemoryCacheEntryOptions { Size = print.Png.Length });
            return print;
        }
        finally
        {
            File.Delete(path);
            _making.TryRemove(key, out _);
        }
    }
}

/// <summary>A drawn ad.</summary>
/// <param name="Key">Of all that is on it: the same sheet has the same key.</param>
/// <param name="Png">Without marks: for the eye, or for the one exit that marks it.</param>
public sealed record AdPrint(string Key, byte[] Png, AdLook Look);
