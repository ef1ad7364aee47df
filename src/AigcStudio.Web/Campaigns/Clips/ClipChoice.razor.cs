using AigcStudio.Core;
using AigcStudio.Data.Campaigns;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Campaigns.Clips;

/// <summary>The choice of clips beside a channel pack. What is said of a pack on its way is the studio's: another page of the same person says the same.</summary>
public sealed partial class ClipChoice : IDisposable
{
    private readonly Departure _gone = new();
    private IReadOnlyList<ClipPlan>? _plans;
    private CampaignView? _planned;
    private PackTurn? _turn;
    private PackKey _key;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required AdClips Clips { get; init; }

    [Inject] public required PackTurns Turns { get; init; }

    [Parameter, EditorRequired] public required CampaignView Campaign { get; set; }

    [Parameter] public bool Chosen { get; set; }

    [Parameter] public EventCallback<bool> ChosenChanged { get; set; }

    private int Able => _plans!.Count(p => p.Refusal is null);

    // Of those that could have none it is said above.
    private List<LeftClip> Unforeseen => [.. (_turn?.News.LeftOut ?? []).Where(l => _plans!.Any(p => p.AdId == l.AdId && p.Refusal is null))];

    private string? News => _turn?.News switch
    {
        null => null,
        { Ended: false } now => Making(now),
        { IsWhole: true } whole => Texts["clips.made", whole.Made],
        _ => Texts["clips.broken"],
    };

    public void Dispose()
    {
        Turns.Moved -= OnMoved;
        _gone.Dispose();
    }

    protected override void OnInitialized() => Turns.Moved += OnMoved;

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_planned, Campaign))
        {
            return;
        }

        _planned = Campaign;
        var viewer = await Viewer.GetAsync();
        _key = new PackKey(viewer.PersonId, Campaign.Card.Id);
        _turn = Turns.Find(_key);
        try
        {
            _plans = await Clips.PlanAsync(viewer, Campaign.Creatives, _gone.Token);
        }
        catch (StudioException refusal)
        {
            _plans = [.. Campaign.Creatives.Select(ad => new ClipPlan(ad.Id, [], Said.Of(refusal)))];
        }
    }

    private static int Done(PackNews news) => news.Made + news.LeftOut.Count;

    private void OnMoved(PackKey key) => _ = InvokeAsync(() =>
    {
        if (key == _key && !_gone.Happened)
        {
            _turn = Turns.Find(key);
            StateHasChanged();
        }
    });

    private string Making(PackNews news) => news.AdId is { } ad
        ? Texts["clips.making", Done(news) + 1, news.Clips, NameOf(ad), Texts[$"clips.phase.{news.Phase}"]]
        : Texts["clips.packing"];

    private string NameOf(Guid adId) =>
        Campaign.Creatives.FirstOrDefault(a => a.Id == adId)?.Design.Headline is { Length: > 0 } headline ? headline : Texts["campaigns.ad.untitled"];
}
