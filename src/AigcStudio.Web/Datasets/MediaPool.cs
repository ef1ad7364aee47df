using System.Threading.Channels;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Web.Jobs;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Datasets;

/// <summary>
/// The studio's <see cref="IMedia"/>: a few Media processes that share the work. A long list goes out in batches, to several
/// processes at once. A batch whose process dies is tried again picture by picture, so that the one that kills is found: it
/// gets the finding <c>import.picture.crashed</c>, all others their own.
/// </summary>
public sealed class MediaPool : IMedia, IAsyncDisposable
{
    private const int PicturesPerBatch = 16;

    private readonly MediaSlot[] _slots;
    private readonly Channel<MediaSlot> _idle = Channel.CreateUnbounded<MediaSlot>();
    private readonly TimeSpan _perPicture;

    public MediaPool(IMediaStarter starter, IOptions<MediaOptions> options, TimeProvider time)
    {
        _perPicture = TimeSpan.FromSeconds(options.Value.SecondsPerPicture);
        _slots = [.. Enumerable.Range(0, options.Value.Processes).Select(i => new MediaSlot(i, starter, time))];
        foreach (var slot in _slots)
        {
            _idle.Writer.TryWrite(slot);
        }
    }

    public async Task<IReadOnlyList<PictureFinding>> InspectPicturesAsync(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel)
    {
        var batches = await Task.WhenAll(Batches(paths).Select(b => InspectAsync(b, caps, cancel)));
        return [.. batches.SelectMany(b => b)];
    }

    public async Task<IReadOnlyList<int>> DecodePicturesAsync(
        IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel)
    {
        var parts = Batches(paths).Select((b, i) => (Paths: b, File: $"{outputPath}.{i}", First: i * PicturesPerBatch)).ToList();
        try
        {
            var bad = await Task.WhenAll(parts.Select(p => DecodeAsync(p.Paths, form, p.File, cancel)));
            await MediaParts.JoinAsync([.. parts.Select(p => p.File)], outputPath, cancel);
            return [.. parts.Zip(bad).SelectMany(p => p.Second.Select(i => p.First.First + i))];
        }
        finally
        {
            parts.ForEach(p => File.Delete(p.File));
        }
    }

    public Task MakeThumbnailAsync(string path, int longSide, string outputPath, CancellationToken cancel) =>
        TwiceAsync(1, (m, c) => m.MakeThumbnailAsync(path, longSide, outputPath, c), cancel);

    public Task EncodePicturesAsync(string rawPath, ImageForm form, int count, string outputFolder, CancellationToken cancel) =>
        TwiceAsync(count, (m, c) => m.EncodePicturesAsync(rawPath, form, count, outputFolder, c), cancel);

    public Task EncodeSheetAsync(string rawPath, ImageForm form, int count, int columns, string outputPath, CancellationToken cancel) =>
        TwiceAsync(count, (m, c) => m.EncodeSheetAsync(rawPath, form, count, columns, outputPath, c), cancel);

    public Task MarkPictureAsync(string path, PictureFormat format, ProvenanceMark mark, string outputPath, CancellationToken cancel) =>
        TwiceAsync(1, (m, c) => m.MarkPictureAsync(path, format, mark, outputPath, c), cancel);

    public async ValueTask DisposeAsync()
    {
        foreach (var slot in _slots)
        {
            await slot.DisposeAsync();
        }
    }

    private static IEnumerable<string[]> Batches(IReadOnlyList<string> paths) => paths.Chunk(PicturesPerBatch);

    private async Task<IReadOnlyList<PictureFinding>> InspectAsync(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel)
    {
        try
        {
            return await CallAsync(paths.Count, (m, c) => m.InspectPicturesAsync(paths, caps, c), cancel);
        }
        catch (ChildEndedException)
        {
            var findings = new List<PictureFinding>();
            foreach (var path in paths)
            {
                findings.Add(await InspectAloneAsync(path, caps, cancel));
            }

            return findings;
        }
    }

    private async Task<PictureFinding> InspectAloneAsync(string path, PictureCaps caps, CancellationToken cancel)
    {
        try
        {
            return (await CallAsync(1, (m, c) => m.InspectPicturesAsync([path], caps, c), cancel))[0];
        }
        catch (ChildEndedException)
        {
            return new PictureFinding(Said.Of("import.picture.crashed"), "", 0, 0, false, 0);
        }
    }

    private async Task<IReadOnlyList<int>> DecodeAsync(IReadOnlyList<string> paths, ImageForm form, string file, CancellationToken cancel)
    {
        try
        {
            return await CallAsync(paths.Count, (m, c) => m.DecodePicturesAsync(paths, form, file, c), cancel);
        }
        catch (ChildEndedException)
        {
            return await MediaParts.DecodeOneByOneAsync(paths, form, file, p => DecodeAloneAsync(p, form, file + ".one", cancel), cancel);
        }
    }

    /// <returns>False where the picture cannot be decoded; its file holds zeros or nothing then.</returns>
    private async Task<bool> DecodeAloneAsync(string path, ImageForm form, string file, CancellationToken cancel)
    {
        try
        {
            return (await CallAsync(1, (m, c) => m.DecodePicturesAsync([path], form, file, c), cancel)).Count == 0;
        }
        catch (ChildEndedException)
        {
            return false;
        }
    }

    // These change nothing but their output, which a second try writes over.
    private async Task TwiceAsync(int pictures, Func<IMedia, CancellationToken, Task> call, CancellationToken cancel)
    {
        try
        {
            await CallAsync(pictures, Unit, cancel);
        }
        catch (ChildEndedException)
        {
            await CallAsync(pictures, Unit, cancel);
        }

        async Task<bool> Unit(IMedia media, CancellationToken token)
        {
            await call(media, token);
            return true;
        }
    }

    private async Task<T> CallAsync<T>(int pictures, Func<IMedia, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        var slot = await _idle.Reader.ReadAsync(cancel);
        try
        {
            return await slot.CallAsync(call, _perPicture * Math.Max(1, pictures), cancel);
        }
        finally
        {
            _idle.Writer.TryWrite(slot);
        }
    }
}
