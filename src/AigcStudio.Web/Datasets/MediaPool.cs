using System.Threading.Channels;
using AigcStudio.Core.Datasets;
using AigcStudio.Web.Jobs;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Datasets;

/// <summary>
/// The studio's <see cref="IMedia"/>: a few Media processes that share the work. A long list goes out in batches, to several
/// processes at once. A batch whose process dies is tried again item by item, so that the one that kills is found: it gets the
/// finding <c>import.picture.crashed</c> or <c>import.sound.crashed</c>, all others their own.
/// </summary>
public sealed partial class MediaPool : IMedia, IAsyncDisposable
{
    private const int ItemsPerBatch = 16;

    private readonly CancellationTokenSource _closing = new();
    private readonly int _slots;
    private readonly Channel<MediaSlot> _idle = Channel.CreateUnbounded<MediaSlot>();
    private readonly TimeSpan _perPicture;
    private readonly TimeSpan _perSound;

    public MediaPool(IMediaStarter starter, IOptions<MediaOptions> options, TimeProvider time)
    {
        _perPicture = TimeSpan.FromSeconds(options.Value.SecondsPerPicture);
        _perSound = TimeSpan.FromSeconds(options.Value.SecondsPerSound);
        _slots = options.Value.Processes;
        for (var i = 0; i < _slots; i++)
        {
            _idle.Writer.TryWrite(new MediaSlot(i, starter, time));
        }
    }

    /// <summary>Looks at some items, the first of which has a place in the whole list: as many findings as paths.</summary>
    private delegate Task<IReadOnlyList<T>> Look<T>(IMedia media, IReadOnlyList<string> paths, int first, CancellationToken cancel);

    /// <summary>Writes some items' examples into a file and names the bad ones.</summary>
    private delegate Task<IReadOnlyList<int>> Decode(IMedia media, IReadOnlyList<string> paths, string file, CancellationToken cancel);

    /// <summary>Cancels the calls under way and waits for them: a process that is just starting would outlive the pool.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        await _closing.CancelAsync();
        for (var i = 0; i < _slots; i++)
        {
            await (await _idle.Reader.ReadAsync(CancellationToken.None)).DisposeAsync();
        }
    }

    private async Task<IReadOnlyList<T>> LookAsync<T>(IReadOnlyList<string> paths, Look<T> look, T crashed, TimeSpan perItem, CancellationToken cancel)
    {
        var batches = await Task.WhenAll(
            paths.Chunk(ItemsPerBatch).Select((b, i) => LookAtBatchAsync(b, i * ItemsPerBatch, look, crashed, perItem, cancel)));
        return [.. batches.SelectMany(b => b)];
    }

    private async Task<IReadOnlyList<T>> LookAtBatchAsync<T>(
        IReadOnlyList<string> paths, int first, Look<T> look, T crashed, TimeSpan perItem, CancellationToken cancel)
    {
        try
        {
            return await CallAsync(perItem * paths.Count, (m, c) => look(m, paths, first, c), cancel);
        }
        catch (ChildEndedException) when (paths.Count == 1)
        {
            return [crashed];
        }
        catch (ChildEndedException)
        {
            var findings = new List<T>();
            for (var i = 0; i < paths.Count; i++)
            {
                findings.AddRange(await LookAtBatchAsync([paths[i]], first + i, look, crashed, perItem, cancel));
            }

            return findings;
        }
    }

    private async Task<IReadOnlyList<int>> DecodeAsync(
        IReadOnlyList<string> paths, ExampleForm form, string outputPath, Decode decode, TimeSpan perItem, CancellationToken cancel)
    {
        var parts = paths.Chunk(ItemsPerBatch).Select((b, i) => (Paths: b, File: $"{outputPath}.{i}", First: i * ItemsPerBatch)).ToList();
        try
        {
            var bad = await Task.WhenAll(parts.Select(p => DecodeBatchAsync(p.Paths, form, p.File, decode, perItem, cancel)));
            await MediaParts.JoinAsync([.. parts.Select(p => p.File)], outputPath, cancel);
            return [.. parts.Zip(bad).SelectMany(p => p.Second.Select(i => p.First.First + i))];
        }
        finally
        {
            parts.ForEach(p => File.Delete(p.File));
        }
    }

    private async Task<IReadOnlyList<int>> DecodeBatchAsync(
        IReadOnlyList<string> paths, ExampleForm form, string file, Decode decode, TimeSpan perItem, CancellationToken cancel)
    {
        try
        {
            return await CallAsync(perItem * paths.Count, (m, c) => decode(m, paths, file, c), cancel);
        }
        catch (ChildEndedException)
        {
            return await MediaParts.DecodeOneByOneAsync(paths, form, file, p => DecodeAloneAsync(p, file + ".one", decode, perItem, cancel), cancel);
        }
    }

    /// <returns>False where the item cannot be decoded; its file holds zeros or nothing then.</returns>
    private async Task<bool> DecodeAloneAsync(string path, string file, Decode decode, TimeSpan perItem, CancellationToken cancel)
    {
        try
        {
            return (await CallAsync(perItem, (m, c) => decode(m, [path], file, c), cancel)).Count == 0;
        }
        catch (ChildEndedException)
        {
            return false;
        }
    }

    // These change nothing but their output, which a second try writes over.
    private async Task<T> TwiceAsync<T>(TimeSpan limit, Func<IMedia, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await CallAsync(limit, call, cancel);
        }
        catch (ChildEndedException)
        {
            return await CallAsync(limit, call, cancel);
        }
    }

    private Task TwiceAsync(TimeSpan limit, Func<IMedia, CancellationToken, Task> call, CancellationToken cancel)
    {
        return TwiceAsync(limit, Unit, cancel);

        async Task<bool> Unit(IMedia media, CancellationToken token)
        {
            await call(media, token);
            return true;
        }
    }

    private async Task<T> CallAsync<T>(TimeSpan limit, Func<IMedia, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, _closing.Token);
        var slot = await _idle.Reader.ReadAsync(ends.Token);
        try
        {
            return await slot.CallAsync(call, limit, ends.Token);
        }
        finally
        {
            _idle.Writer.TryWrite(slot);
        }
    }
}
