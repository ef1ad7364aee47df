using System.Globalization;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Models;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Runs;

/// <summary>
/// From a dataset to a queued run: one click where the dataset is known. Everything that has a good default sits behind "change";
/// what is refused is said beside the button while one still chooses.
/// </summary>
public sealed partial class NewRunPage : IDisposable
{
    private readonly Departure _gone = new();
    private readonly RunDraft _draft = new();
    private IReadOnlyList<TrainableVersion>? _versions;
    private RunEstimate? _estimate;
    private double _secondsAhead;
    private string? _refusal;
    private bool _picking;
    private bool _everything;
    private bool _sound = true;
    private bool _measuring;
    private bool _starting;
    private bool _tooFew;
    private int _asked;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required TrainableVersions Versions { get; init; }

    [Inject] public required RunReader Runs { get; init; }

    [Inject] public required RunQueue Queue { get; init; }

    [Inject] public required RunOutlook Outlook { get; init; }

    [Inject] public required FamilyCatalog Families { get; init; }

    [Inject] public required BrowserClock Clock { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary>The dataset, or one version of it, to train on: chosen beforehand.</summary>
    [SupplyParameterFromQuery] public Guid? Dataset { get; set; }

    /// <summary>A run whose recipe to take over.</summary>
    [SupplyParameterFromQuery] public Guid? Clone { get; set; }

    /// <summary>With a clone: one of <see cref="HealthActs"/>, whose change is made in it beforehand.</summary>
    [SupplyParameterFromQuery] public string? Act { get; set; }

    [SupplyParameterFromQuery] public string? Family { get; set; }

    [SupplyParameterFromQuery] public string? Preset { get; set; }

    [SupplyParameterFromQuery] public string? Name { get; set; }

    [SupplyParameterFromQuery] public int? Seed { get; set; }

    [SupplyParameterFromQuery] public double? Minutes { get; set; }

    [SupplyParameterFromQuery] public int? Steps { get; set; }

    [SupplyParameterFromQuery] public string? Settings { get; set; }

    private IReadOnlyList<FamilyDescriptor> Fitting => _draft.Version is { } v ? [.. Families.For(v.Modality, v.Pairs, v.Count, v.Side)] : [];

    private bool Ready => _draft.Ask is not null && _sound && _refusal is null && !_starting;

    private IReadOnlyList<PageHeader.Crumb> Trail => [new(Texts["runs.title"], "runs")];

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var viewer = await Viewer.GetAsync();
        await Clock.KnowAsync();
        var versions = await Versions.ListAsync(viewer, _gone.Token);
        if (Clone is { } cloned)
        {
            var run = await Runs.GetAsync(viewer, cloned, _gone.Token);
            _draft.CopyFrom(run, await Versions.FindAsync(viewer, run.Card.DatasetVersionId, _gone.Token), Families.Find(run.Card.FamilyId));
            _draft.Settings = HealthRemedy.Applied(Act, _draft);
            _everything = true;
        }
        else
        {
            _draft.Version = Dataset is { } wanted ? await WantedAsync(viewer, versions, wanted) : versions.Count == 1 ? versions[0] : null;
            _draft.Family = Fitting.Count > 0 ? Fitting[0] : null;
        }

        TakeAddress();
        _versions = versions;
        _ = EstimateAsync();
        _secondsAhead = await QueueAheadAsync();
    }

    private void TakeAddress()
    {
        _draft.Family = Fitting.FirstOrDefault(f => f.Id == Family) ?? _draft.Family;
        _draft.Preset = Preset ?? _draft.Preset;
        (_draft.Name, _draft.Seed) = (Name ?? _draft.Name, Seed ?? _draft.Seed);
        (_draft.Minutes, _draft.Steps) = (Minutes ?? _draft.Minutes, Steps ?? _draft.Steps);
        _draft.TakeSettings(Settings);
        _everything |= _draft.Settings.Count > 0 || Name is not null || Seed is not null;
    }

    private void KeepAddress() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(_draft.Address), replace: true);

    private async Task<TrainableVersion?> WantedAsync(Core.Accounts.Viewer viewer, IReadOnlyList<TrainableVersion> versions, Guid wanted) =>
        versions.FirstOrDefault(v => v.DatasetId == wanted) ?? await Versions.FindAsync(viewer, wanted, _gone.Token);

    // Where the Engine cannot be asked, the estimate says so; the clocks of the presets then leave the queue out.
    private async Task<double> QueueAheadAsync()
    {
        try
        {
            return (await Outlook.LookAsync(_gone.Token)).SecondsUntilFree;
        }
        catch (StudioException)
        {
            return 0;
        }
    }

    private Task PickAsync(TrainableVersion version)
    {
        (_draft.Version, _picking) = (version, false);
        if (_draft.Family is not { } family || !Fitting.Contains(family))
        {
            (_draft.Family, _draft.Settings) = (Fitting.Count > 0 ? Fitting[0] : null, []);
        }

        return EstimateAsync();
    }

    private Task FamilyAsync(FamilyDescriptor family)
    {
        (_draft.Family, _draft.Settings, _sound) = (family, [], true);
        return EstimateAsync();
    }

    private Task PresetAsync(string preset)
    {
        _draft.Preset = preset;
        if (preset == RecipeCheck.Own && _draft.Minutes is null && _draft.Steps is null)
        {
            _draft.Minutes = 10;
        }

        return EstimateAsync();
    }

    private Task BudgetAsync((double? Minutes, int? Steps) budget)
    {
        (_draft.Minutes, _draft.Steps) = budget;
        return EstimateAsync();
    }

    private Task SettingsAsync(JsonObject settings)
    {
        _draft.Settings = settings;
        return EstimateAsync();
    }

    private void OnSeed(ChangeEventArgs change)
    {
        _draft.Seed = int.TryParse((string?)change.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : null;
        KeepAddress();
    }

    private void OnName(ChangeEventArgs change)
    {
        _draft.Name = (string?)change.Value ?? "";
        KeepAddress();
    }

    // The newest question wins: measuring takes seconds, and people go on choosing.
    private async Task EstimateAsync()
    {
        if (_asked++ > 0)
        {
            KeepAddress();
        }

        var asked = _asked;
        (_refusal, _estimate, _measuring) = (null, null, _draft.Ask is not null);
        if (_draft.Ask is not { } ask)
        {
            return;
        }

        try
        {
            var estimate = await Queue.EstimateAsync(await Viewer.GetAsync(), ask, _gone.Token);
            _estimate = asked == _asked ? estimate : _estimate;
        }
        catch (StudioException refusal)
        {
            (_refusal, _tooFew) = asked == _asked ? (Texts[Said.Of(refusal)], refusal.Code == "recipe.tooFewItems") : (_refusal, _tooFew);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        _measuring = asked != _asked;
        await InvokeAsync(StateHasChanged);
    }

    private async Task StartAsync()
    {
        if (_starting || _draft.Ask is not { } ask)
        {
            return;
        }

        _starting = true;
        try
        {
            // An order stands, also for somebody who leaves while the host is still being measured: it appears among the runs.
            var queued = await Queue.QueueAsync(await Viewer.GetAsync(), ask, CancellationToken.None);
            if (!_gone.Happened)
            {
                Navigation.NavigateTo($"runs/{queued.RunId}");
            }
        }
        catch (StudioException refusal)
        {
            (_refusal, _starting) = (Texts[Said.Of(refusal)], false);
        }
    }
}
