using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Models.Play;

namespace AigcStudio.Web.Campaigns.Clips;

/// <summary>Makes the clip of an ad: a walk through the codes of its pictures and back to the first, so that it can be played round and round, with the ad's sound.</summary>
public sealed class ClipDesk(PictureCodes codes, PlayDesk desk, GalleryReader gallery, AdSounds sounds, MarkedExport export, StudioFolders folders)
{
    /// <summary>From one picture to the next, s; longer where the sound is.</summary>
    public const int SecondsPerLeg = 2;

    private static readonly int PerSecond = PlayPlan.Of(Modality.Image).PerSecond;

    /// <param name="plan">Of an ad that can have a clip.</param>
    /// <param name="phase">Hears what is done: <c>codes</c>, <c>drawing</c>, <c>writing</c>.</param>
    /// <returns>A marked MP4 and what it is; the caller disposes the file.</returns>
    /// <exception cref="StudioException">
    /// <c>clips.notAgain</c>: the model does not give the pictures back; as <see cref="PictureCodes.FindAsync"/> and <see cref="MarkedExport.OpenAdClipAsync"/> refuse.
    /// </exception>
    public async Task<MadeClip> MakeAsync(Viewer viewer, CreativeView ad, ClipPlan plan, Action<string> phase, CancellationToken cancel)
    {
        phase("codes");
        var stops = await StopsAsync(viewer, plan, cancel);
        if (stops.Count < AdClips.Least)
        {
            throw new CampaignException("clips.notAgain");
        }

        var sound = ad.SoundId is { } id ? (await gallery.TilesAsync(viewer, [id], cancel)).SingleOrDefault() : null;
        var way = Round([.. stops.Select(s => s.Code)], sound is null ? 0 : (await sounds.MeasureAsync(sound, cancel)).Seconds);
        var heard = sound is null ? null : folders.NewSpoolFile();
        List<ArtifactTile> pictures = [.. stops.Select(s => s.Tile)];
        try
        {
            if (sound is not null)
            {
                await sounds.LevelAsync(sound, heard!, cancel);
            }

            phase("drawing");
            return await desk.DecodeAsync(ContentHash.Parse(plan.Stops[0].CheckpointHash!), way, SaveAsync, cancel);
        }
        finally
        {
            if (heard is not null)
            {
                File.Delete(heard);
            }
        }

        async Task<MadeClip> SaveAsync(string raw, DecodeOutcome outcome, CancellationToken token)
        {
            phase("writing");
            var walk = new Walk(raw, outcome.Form, outcome.Count, PerSecond) { Sound = heard };
            var file = await export.OpenAdClipAsync(viewer, ad.Id, sound is null ? pictures : [.. pictures, sound], walk, token);
            return new MadeClip(file, plan.Stops[0].CheckpointId, pictures, sound, outcome.Count, PerSecond);
        }
    }

    /// <summary>Legs of equal length, each begun on its stop; the last ends just before the first picture, with which the clip begins again.</summary>
    /// <param name="seconds">The clip lasts at least so long, as far as <see cref="PlayWay.MostWays"/> reaches.</param>
    internal static PlayWay Round(IReadOnlyList<PlayCode> stops, double seconds)
    {
        var wanted = Math.Max(SecondsPerLeg * PerSecond, (int)Math.Ceiling(seconds * PerSecond / stops.Count));
        var perLeg = Math.Min(wanted, PlayWay.MostWays / stops.Count);
        return new PlayWay([.. stops, stops[0]], [.. Enumerable.Range(0, stops.Count * perLeg).Select(i => (double)i / perLeg)]);
    }

    // One that does not come back is left out: the clip shows what the ad shows.
    private async Task<List<(ArtifactTile Tile, PlayCode Code)>> StopsAsync(Viewer viewer, ClipPlan plan, CancellationToken cancel)
    {
        var tiles = (await gallery.TilesAsync(viewer, [.. plan.Stops.Select(s => s.ArtifactId)], cancel)).ToDictionary(t => t.Id);
        var stops = new List<(ArtifactTile, PlayCode)>();
        foreach (var source in plan.Stops.Where(s => tiles.ContainsKey(s.ArtifactId)))
        {
            if (await codes.FindAsync(tiles[source.ArtifactId], source, cancel) is { } code)
            {
                stops.Add((tiles[source.ArtifactId], code));
            }
        }

        return stops;
    }
}

/// <summary>A clip and what it is made of.</summary>
/// <param name="File">A marked MP4, the caller's.</param>
/// <param name="Pictures">That it walks through, in their order.</param>
public sealed record MadeClip(Stream File, Guid CheckpointId, IReadOnlyList<ArtifactTile> Pictures, ArtifactTile? Sound, int Frames, int FramesPerSecond) : IAsyncDisposable
{
    public double Seconds => (double)Frames / FramesPerSecond;

    public ValueTask DisposeAsync() => File.DisposeAsync();
}
