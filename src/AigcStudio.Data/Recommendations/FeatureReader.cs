using System.Runtime.InteropServices;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Recommendations;

/// <summary>Measures artifacts. Pictures and sounds are decoded by the Media process, as all bytes are.</summary>
public sealed class FeatureReader(IMedia media, BlobStore blobs, ArtifactTexts texts, StudioFolders folders)
{
    private static readonly ImageForm Pictures = new(3, PictureFeatures.Side, PictureFeatures.Side);
    private static readonly AudioForm Sounds = new(SoundFeatures.RateHz, SoundFeatures.RateHz * SoundFeatures.MostSeconds);

    /// <returns>One vector for each, in their order; an empty one where it cannot be read.</returns>
    internal async Task<IReadOnlyList<float[]>> ReadAsync(Modality kind, IReadOnlyList<UnmeasuredArtifact> artifacts, CancellationToken cancel)
    {
        var there = artifacts.Index().Where(a => blobs.Has(a.Item.Hash)).ToList();
        float[][] vectors = [.. artifacts.Select(_ => Array.Empty<float>())];
        List<UnmeasuredArtifact> readable = [.. there.Select(t => t.Item)];
        var read = readable.Count == 0 ? [] : kind switch
        {
            Modality.Image => await DecodedAsync(readable, Pictures, media.DecodePicturesAsync, (raw, _) => PictureFeatures.Of(raw, PictureFeatures.Side), cancel),
            Modality.Audio => await DecodedAsync(readable, Sounds, media.DecodeSoundsAsync, SoundOf, cancel),
            _ => await TextsAsync(readable, cancel),
        };
        foreach (var (place, vector) in there.Zip(read))
        {
            vectors[place.Index] = vector;
        }

        return vectors;
    }

    private static float[] SoundOf(byte[] raw, UnmeasuredArtifact artifact)
    {
        var seconds = artifact.Length / 1000.0;
        var samples = Math.Min(Sounds.Samples, (int)(seconds * Sounds.SampleRateHz));
        return SoundFeatures.Of(MemoryMarshal.Cast<byte, short>(raw)[..samples], seconds);
    }

    private async Task<IReadOnlyList<float[]>> TextsAsync(List<UnmeasuredArtifact> artifacts, CancellationToken cancel)
    {
        var read = new List<float[]>(artifacts.Count);
        foreach (var artifact in artifacts)
        {
            read.Add(TextFeatures.Of(await texts.ReadAsync(artifact.Hash, cancel)));
        }

        return read;
    }

    private async Task<IReadOnlyList<float[]>> DecodedAsync<TForm>(
        List<UnmeasuredArtifact> artifacts,
        TForm form,
        Func<IReadOnlyList<string>, TForm, string, CancellationToken, Task<IReadOnlyList<int>>> decode,
        Func<byte[], UnmeasuredArtifact, float[]> measure,
        CancellationToken cancel)
        where TForm : ExampleForm
    {
        var path = folders.NewSpoolFile();
        try
        {
            var bad = await decode([.. artifacts.Select(a => blobs.PathOf(a.Hash))], form, path, cancel);
            await using var raw = File.OpenRead(path);
            var example = new byte[form.ExampleBytes];
            var read = new List<float[]>(artifacts.Count);
            foreach (var (index, artifact) in artifacts.Index())
            {
                await raw.ReadExactlyAsync(example, cancel);
                read.Add(bad.Contains(index) ? [] : measure(example, artifact));
            }

            return read;
        }
        finally
        {
            File.Delete(path);
        }
    }
}

/// <summary>What is needed to measure an artifact.</summary>
/// <param name="Length"><see cref="Artifact.Length"/>.</param>
internal sealed record UnmeasuredArtifact(Guid Id, Modality Modality, ContentHash Hash, int Length);
