using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Campaigns;

namespace AigcStudio.Web.Campaigns.Clips;

/// <summary>The clips of a pack, one for each ad that can have one. Whatever becomes of a clip, the pack loses nothing else.</summary>
public sealed class PackClips(AdClips plans, ClipDesk desk, PackTurns turns, ILogger<PackClips> log)
{
    /// <summary>Takes a turn for all clips of a campaign; the caller disposes it when the pack is done.</summary>
    public PackTurn Begin(Viewer viewer, CampaignView campaign) => turns.Begin(new PackKey(viewer.PersonId, campaign.Card.Id), campaign.Creatives.Count);

    /// <returns>Null where the ad has none: the turn knows why.</returns>
    public async Task<MadeClip?> MakeAsync(Viewer viewer, CreativeView ad, PackTurn turn, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, turn.Stopping);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            turn.Say(ad.Id, "codes");
            var plan = (await plans.PlanAsync(viewer, [ad], either.Token))[0];
            if (plan.Refusal is { } why)
            {
                turn.LeaveOut(ad.Id, why);
                return null;
            }

            var made = await desk.MakeAsync(viewer, ad, plan, phase => turn.Say(ad.Id, phase), either.Token);
            turn.Made();
            return made;
        }
        catch (StudioException refusal)
        {
            turn.LeaveOut(ad.Id, Said.Of(refusal));
        }
        catch (OperationCanceledException) when (turn.Stopping.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            turn.LeaveOut(ad.Id, Said.Of("clips.stopped"));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The answer is half sent: a fault that flew on would leave a broken file where only the clip is missing.
            log.LogError(fault, "The clip of ad {Ad} could not be made.", ad.Id);
            turn.LeaveOut(ad.Id, Said.Of("clips.failed"));
        }

        return null;
    }
}
