using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Campaigns.Sets;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Campaigns.Sets;
using AigcStudio.Data.Models;
using AigcStudio.Web.Models;

namespace AigcStudio.Web.Campaigns.Sets;

/// <summary>Asks the models of a set to draw: three ordinary draws, or those of the kinds that are not locked.</summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
/// <exception cref="RecipeException">As <see cref="DrawAsks.QueueAsync"/>.</exception>
public sealed class SetDesk(CampaignReader campaigns, MatchedSets sets, SetReader reader, SetModels models, DrawAsks asks)
{
    /// <summary>
    /// How many are drawn of a kind, so that the best of it is good: of sounds only as many as leave <see cref="MatchedSets.MostOffered"/> where
    /// two of them are near copies.
    /// </summary>
    public static int CountOf(Modality kind) => kind == Modality.Audio ? MatchedSets.MostOffered + 2 : 12;

    /// <exception cref="CampaignException">
    /// <c>sets.noModel.Image</c>, <c>.Text</c>, <c>.Audio</c>: there is none, or the one asked for is gone; <c>sets.mood.unknown(mood)</c>.
    /// </exception>
    public async Task<Guid> DrawAsync(Viewer viewer, Guid campaignId, SetAsk ask, CancellationToken cancel)
    {
        await sets.MustMayAsync(viewer, campaignId, cancel);
        var moods = (await campaigns.GetAsync(viewer, campaignId, cancel)).Brand.Book.Moods;
        var listed = await models.ListAsync(viewer, cancel);
        List<SetModel> chosen = [.. SetReader.Kinds.Select(kind => Chosen(listed, kind, ask.ModelOf(kind), moods))];
        var mood = MoodDial.Of(moods, [.. chosen.Select(m => m.Labels)]).FirstOrDefault(m => string.Equals(m.Name, ask.Mood.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new CampaignException("sets.mood.unknown", ask.Mood);
        var parts = new List<SetPartPlan>();
        foreach (var model in chosen)
        {
            parts.Add(await QueueAsync(viewer, model.Kind, model.Id, mood.KnownAs(model.Labels), cancel));
        }

        return await sets.AddAsync(viewer, campaignId, mood.Name, parts, cancel);
    }

    /// <summary>Draws the kinds anew of which nothing is locked, by the same models and labels; what is locked goes along.</summary>
    /// <param name="locked">The candidates that stay; null for those that are locked already.</param>
    /// <exception cref="CampaignException"><c>sets.allLocked</c>, <c>sets.model.gone</c>, <c>sets.piece.missing</c>.</exception>
    public async Task<Guid> RedrawAsync(Viewer viewer, Guid campaignId, Guid setId, IReadOnlyList<Guid>? locked, CancellationToken cancel)
    {
        await sets.MustMayAsync(viewer, campaignId, cancel);
        var set = await reader.GetAsync(viewer, campaignId, setId, cancel);
        if (locked is not null)
        {
            await LockAsync(viewer, set, locked, cancel);
            set = await reader.GetAsync(viewer, campaignId, setId, cancel);
        }

        var listed = (await models.ListAsync(viewer, cancel)).Select(m => m.Id).ToHashSet();
        var anew = set.Parts.Where(p => p.LockedId is null).ToList();
        if (anew.Count == 0)
        {
            throw new CampaignException("sets.allLocked");
        }

        if (anew.Exists(p => !listed.Contains(p.ModelId)))
        {
            throw new CampaignException("sets.model.gone");
        }

        var parts = new List<SetPartPlan>();
        foreach (var part in set.Parts)
        {
            parts.Add(part.LockedId is { } kept
                ? new SetPartPlan(part.Kind, part.ModelId, part.Label, part.GenerationId, kept)
                : await QueueAsync(viewer, part.Kind, part.ModelId, part.Label, cancel));
        }

        return await sets.AddAsync(viewer, campaignId, set.Mood, parts, cancel);
    }

    private static SetModel Chosen(IReadOnlyList<SetModel> models, Modality kind, Guid? asked, IReadOnlyList<Mood> moods) =>
        SetModel.Choose(models, kind, asked, moods) is { } model && (asked is null || model.Id == asked) ? model : throw new CampaignException($"sets.noModel.{kind}");

    private async Task LockAsync(Viewer viewer, SetView set, IReadOnlyList<Guid> locked, CancellationToken cancel)
    {
        foreach (var kept in set.Parts.Select(p => p.LockedId).OfType<Guid>().Except(locked))
        {
            await sets.LockAsync(viewer, set.CampaignId, set.Id, kept, locked: false, cancel);
        }

        foreach (var piece in locked)
        {
            await sets.LockAsync(viewer, set.CampaignId, set.Id, piece, locked: true, cancel);
        }
    }

    private async Task<SetPartPlan> QueueAsync(Viewer viewer, Modality kind, Guid modelId, string? label, CancellationToken cancel)
    {
        var queued = await asks.QueueAsync(viewer, new GenerationAsk(modelId, RunId: null, CountOf(kind), Seed: null, label), cancel);
        return new SetPartPlan(kind, modelId, label, queued.GenerationId);
    }
}

/// <summary>What a set is asked for.</summary>
/// <param name="Mood">Name of a mood that is on the dial of these models.</param>
/// <param name="PictureModelId">Null for the one that knows most of the brand's moods; so the others.</param>
public sealed record SetAsk(string Mood, Guid? PictureModelId = null, Guid? TextModelId = null, Guid? SoundModelId = null)
{
    internal Guid? ModelOf(Modality kind) => kind switch
    {
        Modality.Text => TextModelId,
        Modality.Audio => SoundModelId,
        _ => PictureModelId,
    };
}
