using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Runs;

/// <summary>Reads the samples of one step out of their sheet.</summary>
public sealed class SampleReader(RunHistory history, BlobStore blobs)
{
    /// <summary>Texts and waveforms of a step; nothing for pictures, which are shown by their address, and where the bytes are gone.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<SampleContent> ReadAsync(Viewer viewer, Guid runId, int step, CancellationToken cancel)
    {
        var (sample, form) = await history.SampleAsync(viewer, runId, step, cancel);
        var hash = ContentHash.Parse(sample.BlobHash);
        if (form is ImageForm || !blobs.Has(hash))
        {
            return SampleContent.None;
        }

        await using var sheet = blobs.Open(hash);
        if (form is not AudioForm sounds)
        {
            return new SampleContent(await JsonSerializer.DeserializeAsync<List<string>>(sheet, cancellationToken: cancel) ?? [], []);
        }

        var clips = SampleClips.Of(await BytesAsync(sheet, cancel), sounds);
        return new SampleContent(
            [],
            [.. Enumerable.Range(0, clips.Count).Select(i => new SampleSound($"api/runs/{runId}/samples/{step}/clips/{i}", clips.Look(i)))]);
    }

    /// <summary>One clip of a sheet of sounds as a WAV, and the sheet's hash.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: also where the samples are no sounds.</exception>
    public async Task<(byte[] Wave, string SheetHash)> ClipAsync(Viewer viewer, Guid runId, int step, int index, CancellationToken cancel)
    {
        var (sample, form) = await history.SampleAsync(viewer, runId, step, cancel);
        if (form is not AudioForm sounds || index < 0 || index >= sample.Count + (2 * sample.Echoes))
        {
            throw RefusedException.NotFound();
        }

        await using var sheet = blobs.Open(ContentHash.Parse(sample.BlobHash));
        return (SampleClips.Of(await BytesAsync(sheet, cancel), sounds).Wave(index), sample.BlobHash);
    }

    private static async Task<byte[]> BytesAsync(Stream stream, CancellationToken cancel)
    {
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }
}
