using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Models;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Runs;

/// <summary>One run, live: the rows are read, then its news are followed; news that say too little lead back to the rows.</summary>
public sealed partial class RunPage : IDisposable
{
    /// <summary>Rows are written every two seconds: reading them more often shows nothing new.</summary>
    private static readonly TimeSpan RowPace = TimeSpan.FromSeconds(2);

    private readonly Departure _gone = new();
    private RunWatch? _watch;
    private IReadOnlyList<ChartSeries> _series = [];
    private RunQuality? _quality;
    private CheckpointLiking? _liking;
    private IReadOnlyList<SampleSheet> _sheets = [];
    private IDisposable? _news;
    private DateTimeOffset _readAt;
    private bool _missing;
    private int? _marked;
    private int? _picked;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required RunReader Runs { get; init; }

    [Inject] public required RunHistory History { get; init; }

    [Inject] public required CheckpointRatings Ratings { get; init; }

    [Inject] public required SampleReader Samples { get; init; }

    [Inject] public required ModelReader Models { get; init; }

    [Inject] public required ModelActs Publishing { get; init; }

    [Inject] public required RunFeed Feed { get; init; }

    [Inject] public required FamilyCatalog Families { get; init; }

    [Inject] public required BrowserClock Clock { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Notices { get; init; }

    [Parameter] public Guid RunId { get; set; }

    /// <summary>What the log shows at least, by the address.</summary>
    [SupplyParameterFromQuery(Name = "level")] public string? LevelText { get; set; }

    private RunLineLevel Level => Enum.TryParse<RunLineLevel>(LevelText, ignoreCase: true, out var level) && Enum.IsDefined(level) ? level : default;

    private IReadOnlyList<PageHeader.Crumb> Trail => [new(Texts["runs.title"], "runs")];

    public void Dispose()
    {
        _news?.Dispose();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _news?.Dispose();
        _missing = false;
        _watch = new RunWatch(RunId, Runs, History, Models);
        await Clock.KnowAsync();
        try
        {
            await ReadAsync();
            _liking = await Ratings.OfAsync(await Viewer.GetAsync(), RunId, _gone.Token);
            _news = Feed.Watch(RunId, news => InvokeAsync(() => HearAsync(news)));
        }
        catch (RefusedException)
        {
            _missing = true;
        }
    }

    private async Task HearAsync(RunNews news)
    {
        if (_gone.Happened || _watch is null)
        {
            return;
        }

        if (_watch.Hear(news.Events) || Time.GetUtcNow() - _readAt > RowPace)
        {
            await ReadAsync();
        }

        Show();
        StateHasChanged();
    }

    private async Task ReadAgainAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        _readAt = Time.GetUtcNow();
        await _watch!.ReadAsync(await Viewer.GetAsync(), _gone.Token);
        Show();
    }

    private void Show()
    {
        var family = Families.Find(_watch!.Detail!.Card.FamilyId);
        _series = [.. _watch.SeriesIds(family?.Series.Select(s => s.Id) ?? []).Select(id =>
        {
            var known = family?.Series.FirstOrDefault(s => s.Id == id);
            return known is null
                ? RunQuality.LineOf(id, _watch.Points(id), Texts)
                : new ChartSeries(id, known.Title.In(CultureInfo.CurrentUICulture), known.Unit, _watch.Points(id)) { Help = known.Help?.In(CultureInfo.CurrentUICulture) };
        })];
        _quality = RunQuality.Of(_watch.Points(PointsReported.Quality));
        if (_sheets.Count != _watch.Samples.Count)
        {
            _sheets = [.. _watch.Samples.Select(s => new SampleSheet(s.Step, $"api/runs/{RunId}/samples/{s.Step}/sheet", s.Count, s.Columns)
            {
                Kind = SampleSheet.KindOf(_watch.Detail.Form),
                Echoes = s.Echoes,
            })];
        }
    }

    private void ShowFrom(RunLineLevel least) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameter("level", least == default ? null : least.ToString().ToLowerInvariant()), replace: true);

    private async Task<SampleContent> ReadSampleAsync(int step) => await Samples.ReadAsync(await Viewer.GetAsync(), RunId, step, _gone.Token);

    private async Task PublishAsync(Checkpoint checkpoint)
    {
        try
        {
            var model = await Publishing.PublishAsync(await Viewer.GetAsync(), RunId, checkpoint.Id, name: null, _gone.Token);
            Navigation.NavigateTo($"models/{model}");
        }
        catch (StudioException refusal)
        {
            Notices.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
    }

    private string Lead(RunDetail run) => Figures.Line(
        Families.Find(run.Card.FamilyId)?.Title.In(CultureInfo.CurrentUICulture) ?? run.Card.FamilyId,
        Texts["runs.version", run.Card.DatasetName, run.Card.DatasetVersion],
        run.Card.OwnerName);

    private string Left(RunDetail run) => run.Card switch
    {
        { State: RunState.Running, SecondsLeft: { } seconds } => Texts[
            "runs.leftReady", ClockWords.About(Texts, seconds), Clock.Short(Time.GetUtcNow().AddSeconds(seconds))],
        { State: RunState.Queued } => Texts["runs.queued"],
        { State: RunState.Preparing } => Texts["runs.preparing"],
        { StartedAt: { } start, EndedAt: { } end } => Texts["runs.tookAlone", ClockWords.Took(Texts, end - start)],
        _ => "",
    };
}
