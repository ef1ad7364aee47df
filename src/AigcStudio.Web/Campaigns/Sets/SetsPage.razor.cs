using AigcStudio.Core;
using AigcStudio.Core.Campaigns.Sets;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Campaigns.Sets;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Campaigns.Sets;

/// <summary>One mood, three models: sets of picture, headline and sound to choose from. All that is shown is the studio's, so every screen shows the same.</summary>
public sealed partial class SetsPage : IDisposable
{
    /// <summary>Three draws take a second or two: looked at often enough that each seems to be there at once.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    private readonly Departure _gone = new();
    private CampaignView? _campaign;
    private IReadOnlyList<SetModel>? _models;
    private IReadOnlyList<SetCard> _cards = [];
    private IReadOnlyList<(Modality Kind, SetModel Model)> _chosen = [];
    private IReadOnlyList<Mood> _dial = [];
    private Mood? _mood;
    private SetView? _view;
    private Guid? _followed;
    private string? _refusal;
    private bool _busy;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required CampaignReader Campaigns { get; init; }

    [Inject] public required MatchedSets Acts { get; init; }

    [Inject] public required SetReader Sets { get; init; }

    [Inject] public required SetModels Models { get; init; }

    [Inject] public required SetDesk Desk { get; init; }

    [Inject] public required SetAds Ads { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Parameter] public Guid Id { get; set; }

    /// <summary>The draw on show; the newest where the address names none.</summary>
    [SupplyParameterFromQuery] public Guid? Set { get; set; }

    [SupplyParameterFromQuery] public string? Mood { get; set; }

    [SupplyParameterFromQuery] public Guid? Picture { get; set; }

    [SupplyParameterFromQuery] public Guid? Text { get; set; }

    [SupplyParameterFromQuery] public Guid? Sound { get; set; }

    private IReadOnlyList<PageHeader.Crumb> Trail => _campaign is null
        ? [new(Texts["campaigns.title"], "campaigns")]
        : [new(Texts["campaigns.title"], "campaigns"), new(_campaign.Card.Name, $"campaigns/{Id}")];

    private Modality? Missing => SetReader.Kinds.Cast<Modality?>().FirstOrDefault(kind => _models!.All(m => m.Kind != kind));

    private bool IsUnderWay => _view is { Ranked: false };

    private int Locked => _view!.Parts.Count(p => p.LockedId is not null);

    private string Status => IsUnderWay
        ? Texts["sets.underWay"]
        : Locked == 0 ? Texts["sets.ranked", _view!.Sets.Count] : Texts["sets.locked", string.Join(Texts["sets.and"], _view!.Parts.Where(p => p.LockedId is not null).Select(p => SetWords.Kind(Texts, p.Kind)))];

    public void Dispose() => _gone.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        var viewer = await Viewer.GetAsync();
        if (_campaign?.Card.Id != Id)
        {
            _campaign = await Campaigns.GetAsync(viewer, Id, _gone.Token);
            _models = await Models.ListAsync(viewer, _gone.Token);
        }

        _cards = await Sets.ListAsync(viewer, Id, _gone.Token);
        await ReadAsync(Set ?? (_cards.Count > 0 ? _cards[0].Id : null));
        Turn();
        await FollowAsync();
    }

    private static string QueryOf(Modality kind) => kind switch { Modality.Text => "text", Modality.Audio => "sound", _ => "picture" };

    private void Go(string name, object? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value?.ToString()), replace: true);

    private async Task ReadAsync(Guid? set) => _view = set is { } id ? await Sets.GetAsync(await Viewer.GetAsync(), Id, id, _gone.Token) : null;

    // What the address does not say is as it was for the draw on show.
    private void Turn()
    {
        var moods = _campaign!.Brand.Book.Moods;
        _chosen = [.. SetReader.Kinds.Select(k => (k, SetModel.Choose(_models!, k, Asked(k) ?? _view?.Parts.FirstOrDefault(p => p.Kind == k)?.ModelId, moods))).Where(c => c.Item2 is not null).Select(c => (c.k, c.Item2!))];
        _dial = MoodDial.Of(moods, [.. _chosen.Select(c => c.Model.Labels)]);
        _mood = _dial.FirstOrDefault(m => m.Name == Mood) ?? _dial.FirstOrDefault(m => m.Name == _view?.Mood) ?? (_dial.Count > 0 ? _dial[0] : null);
    }

    private Guid? Asked(Modality kind) => kind switch { Modality.Text => Text, Modality.Audio => Sound, _ => Picture };

    private async Task FollowAsync()
    {
        if (!IsUnderWay || _followed == _view!.Id)
        {
            return;
        }

        var followed = _view.Id;
        _followed = followed;
        try
        {
            while (IsUnderWay && _view?.Id == followed)
            {
                StateHasChanged();
                await Task.Delay(Pace, Time, _gone.Token);
                if (_view?.Id == followed)
                {
                    await ReadAsync(followed);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left; the draws go on, and whoever comes back finds them.
        }

        _followed = _followed == followed ? null : _followed;
    }

    private Task DrawAsync() => GuardedAsync(async () => Show(await Desk.DrawAsync(
        await Viewer.GetAsync(), Id, new SetAsk(_mood!.Name, ModelOf(Modality.Image), ModelOf(Modality.Text), ModelOf(Modality.Audio)), _gone.Token)));

    private Task RedrawAsync() => GuardedAsync(async () => Show(await Desk.RedrawAsync(await Viewer.GetAsync(), Id, _view!.Id, locked: null, _gone.Token)));

    private Task LockAsync((Guid Artifact, bool Locked) change) => GuardedAsync(async () =>
    {
        await Acts.LockAsync(await Viewer.GetAsync(), Id, _view!.Id, change.Artifact, change.Locked, _gone.Token);
        await ReadAsync(_view.Id);
    });

    private Task MakeAsync(int place) => GuardedAsync(async () =>
        Navigation.NavigateTo($"campaigns/{Id}/ads/{await Ads.MakeAsync(await Viewer.GetAsync(), Id, _view!.Id, place, _gone.Token)}"));

    private Guid? ModelOf(Modality kind) => _chosen.First(c => c.Kind == kind).Model.Id;

    private void Show(Guid set) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("set", set));

    private async Task GuardedAsync(Func<Task> act)
    {
        if (_busy)
        {
            return;
        }

        (_busy, _refusal) = (true, null);
        try
        {
            await act();
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
