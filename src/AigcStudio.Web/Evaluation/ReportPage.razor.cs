using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Models;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Evaluation;

/// <summary>The report of one model: measured on demand, followed while it is measured, read afterwards by everyone who may see the model.</summary>
public sealed partial class ReportPage : IDisposable
{
    private readonly Departure _gone = new();
    private ModelDetail? _model;
    private IReadOnlyList<EvaluationCard> _evaluations = [];
    private EvaluationDetail? _shown;
    private bool _mayMeasure;
    private bool _missing;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required ModelReader Models { get; init; }

    [Inject] public required FamilyCatalog Families { get; init; }

    [Inject] public required Evaluations Measurings { get; init; }

    [Inject] public required EvaluationReader Reader { get; init; }

    [Inject] public required JobActs Jobs { get; init; }

    [Inject] public required JobBell Bell { get; init; }

    [Inject] public required BrowserClock Clock { get; init; }

    [Inject] public required ISnackbar Notices { get; init; }

    [Parameter] public Guid ModelId { get; set; }

    private IReadOnlyList<PageHeader.Crumb> Trail => [new(Texts["models.title"], "models"), new(_model!.Card.Name, $"models/{ModelId}")];

    private EvaluationCard? Working => _evaluations.FirstOrDefault(e => e is { MeasuredAt: null, Work.Over: false });

    private bool Enlarges => Families.Find(_model!.Card.FamilyId) is { Enlarges: true };

    private string? Lead => _shown is { Report: { } report, Card.MeasuredAt: { } at }
        ? Texts[
            report.Enlarging is null ? "evaluation.lead" : "evaluation.lead.enlarging",
            Figures.Whole(report.Items), Figures.Whole(report.Step), Clock.Short(at), Figures.Short(report.Seconds)]
        : null;

    public void Dispose()
    {
        Bell.Rang -= OnRang;
        _gone.Dispose();
    }

    protected override void OnInitialized() => Bell.Rang += OnRang;

    protected override async Task OnParametersSetAsync()
    {
        await Clock.KnowAsync();
        try
        {
            var viewer = await Viewer.GetAsync();
            _mayMeasure = viewer.CanCreate;
            _model = await Models.GetAsync(viewer, ModelId, _gone.Token);
            await ReadAsync(viewer);
            _missing = false;
        }
        catch (RefusedException)
        {
            _missing = true;
        }
    }

    private async Task ReadAsync(Viewer viewer)
    {
        _evaluations = await Reader.ListAsync(viewer, ModelId, _gone.Token);
        _shown = _evaluations.FirstOrDefault(e => e.MeasuredAt is not null) is { } newest
            ? _shown?.Card.Id == newest.Id ? _shown : await Reader.GetAsync(viewer, newest.Id, _gone.Token)
            : null;
    }

    // The bell tells of every job; only while ours works is there anything to read.
    private void OnRang(Guid jobId)
    {
        if (Working?.Work?.JobId == jobId)
        {
            _ = InvokeAsync(LookAsync);
        }
    }

    private async Task LookAsync()
    {
        if (_gone.Happened)
        {
            return;
        }

        try
        {
            await ReadAsync(await Viewer.GetAsync());
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page has gone.
        }
        catch (RefusedException)
        {
            _missing = true;
            StateHasChanged();
        }
    }

    private async Task MeasureAsync(int count)
    {
        try
        {
            var viewer = await Viewer.GetAsync();
            await Measurings.QueueAsync(viewer, ModelId, count, _gone.Token);
            await ReadAsync(viewer);
        }
        catch (StudioException refusal)
        {
            Notices.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
    }

    private async Task StopAsync(Guid jobId)
    {
        try
        {
            var viewer = await Viewer.GetAsync();
            await Jobs.CancelAsync(viewer, jobId, _gone.Token);
            await ReadAsync(viewer);
        }
        catch (StudioException refusal)
        {
            Notices.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
    }
}
