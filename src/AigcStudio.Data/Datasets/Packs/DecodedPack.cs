using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Datasets.Packs;

/// <summary>Pictures and sounds: the Media processes decode the blobs, a batch at a time.</summary>
/// <param name="decode">Writes paths as examples into a file and names the ones that could not be decoded.</param>
internal sealed class DecodedPack(
    BlobStore blobs, Func<IReadOnlyList<string>, string, CancellationToken, Task<IReadOnlyList<int>>> decode) : IPackSource
{
    /// <summary>Items per call to a Media process.</summary>
    private const int Batch = 256;

    private static readonly int Decoders = Math.Clamp(Environment.ProcessorCount, 1, 4);

    public static DecodedPack Of(ImageForm form, BlobStore blobs, IMedia media) =>
        new(blobs, (paths, file, cancel) => media.DecodePicturesAsync(paths, form, file, cancel));

    public static DecodedPack Of(AudioForm form, BlobStore blobs, IMedia media) =>
        new(blobs, (paths, file, cancel) => media.DecodeSoundsAsync(paths, form, file, cancel));

    public async Task<IReadOnlyList<string>> WriteAsync(
        IReadOnlyList<PackItem> items, string folder, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        var batches = items.Chunk(Batch).ToList();
        var raw = new string[batches.Count];
        var done = 0L;
        await Parallel.ForAsync(0, batches.Count, new ParallelOptions { MaxDegreeOfParallelism = Decoders, CancellationToken = cancel }, async (b, token) =>
        {
            raw[b] = Path.Combine(folder, $"{b:000000}.raw");
            var paths = batches[b].Select(i => blobs.PathOf(ContentHash.Parse(i.BlobHash))).ToList();
            var bad = await decode(paths, raw[b], token);
            if (bad.Count > 0)
            {
                throw new ImportException("packs.unreadable", batches[b][bad[0]].Name);
            }

            lock (batches)
            {
                done += batches[b].Length;
                progress?.Report(new JobProgress("phase.preparing", done, items.Count));
            }
        });
        return raw;
    }
}
