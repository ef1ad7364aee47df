using AigcStudio.Core;
using AigcStudio.Data.Campaigns;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Campaigns;

/// <summary>What others say of a campaign that waits for a look, and what they said before.</summary>
public sealed partial class CampaignReviewPanel : IDisposable
{
    private readonly Departure _gone = new();
    private IReadOnlyList<CampaignReviewView> _said = [];
    private string _words = "";
    private string? _refusal;
    private bool _busy;
    private Guid _me;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required CampaignReviews Reviews { get; init; }

    [Inject] public required BrowserClock Clock { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired]
    public required CampaignCard Campaign { get; set; }

    /// <summary>The campaign moved.</summary>
    [Parameter]
    public EventCallback Moved { get; set; }

    private bool Asked => Campaign.Stage == CampaignStage.Review && _me != Guid.Empty && _me != Campaign.OwnerId;

    public void Dispose() => _gone.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        var viewer = await Viewer.GetAsync();
        await Clock.KnowAsync();
        _said = await Reviews.ListAsync(viewer, Campaign.Id, _gone.Token);
        _me = viewer.PersonId;
    }

    private async Task SayAsync(bool approved)
    {
        (_busy, _refusal) = (true, null);
        try
        {
            await Reviews.SayAsync(await Viewer.GetAsync(), Campaign.Id, approved, _words, _gone.Token);
            _words = "";
            Snackbar.Add(Texts[approved ? "campaigns.review.done.approved" : "campaigns.review.done.back", Campaign.OwnerName], Severity.Success);
            await Moved.InvokeAsync();
        }
        catch (StudioException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
        }
        finally
        {
            _busy = false;
        }
    }
}
