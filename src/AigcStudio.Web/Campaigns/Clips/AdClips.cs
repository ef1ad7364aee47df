using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Models;

namespace AigcStudio.Web.Campaigns.Clips;

/// <summary>Which ads can have a clip: those that show two pictures or more of one checkpoint whose codes can be found again. No model is opened for it.</summary>
public sealed class AdClips(DrawnSources sources, FamilyCatalog families, BlobStore blobs, IMedia media)
{
    /// <summary>Pictures of one checkpoint that a clip needs.</summary>
    public const int Least = 2;

    /// <returns>One for each ad, in their order.</returns>
    public async Task<IReadOnlyList<ClipPlan>> PlanAsync(Viewer viewer, IReadOnlyList<CreativeView> ads, CancellationToken cancel)
    {
        // The same program that writes clips reads sounds that are compressed.
        var missing = (await media.SoundFormatsAsync(cancel)).Contains("mp3") ? null : Said.Of("clips.noFfmpeg");
        var drawn = (await sources.OfAsync(viewer, [.. ads.SelectMany(a => a.Pictures).Distinct()], cancel)).ToDictionary(s => s.ArtifactId);
        return [.. ads.Select(ad => missing is null ? Plan(ad, drawn) : new ClipPlan(ad.Id, [], missing))];
    }

    private ClipPlan Plan(CreativeView ad, Dictionary<Guid, DrawnSource> drawn)
    {
        var kinds = ad.Pictures.Where(drawn.ContainsKey).Select(id => drawn[id]).GroupBy(s => s.CheckpointId).Select(g => g.ToList()).Where(g => g.Count >= Least).ToList();
        var able = kinds.Select(g => g.Where(s => Why(s) is null).ToList()).Where(g => g.Count >= Least).MaxBy(g => g.Count);
        return able is not null
            ? new ClipPlan(ad.Id, able, null)
            : new ClipPlan(ad.Id, [], kinds.Count == 0 ? Said.Of("clips.apart") : kinds.MaxBy(g => g.Count)!.Select(Why).First(why => why is not null));
    }

    private Said? Why(DrawnSource source)
    {
        if (source.CheckpointHash is not { } hash || !blobs.Has(ContentHash.Parse(hash)))
        {
            return Said.Of("clips.modelGone");
        }

        return families.Find(source.FamilyId) is not { Pairs: false, Enlarges: false } family ? Said.Of("clips.noSpace")
            : IsFound(source, family) ? null : Said.Of("clips.drawnOtherwise");
    }

    // A code is named by the draw, or it is what the seed gives where nothing of the draw was set otherwise.
    private static bool IsFound(DrawnSource source, FamilyDescriptor family)
    {
        var settings = JsonNode.Parse(source.Settings)!.AsObject();
        return settings.ContainsKey(DrawJob.Codes) || settings.All(s => JsonNode.DeepEquals(s.Value, family.DrawSettings.FirstOrDefault(d => d.Name == s.Key)?.Default));
    }
}
