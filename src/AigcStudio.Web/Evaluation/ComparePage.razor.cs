using AigcStudio.Core.Evaluation;
using AigcStudio.Data.Evaluation;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Evaluation;

/// <summary>Two to four reports side by side; which, is said by the address.</summary>
public sealed partial class ComparePage : IDisposable
{
    private const int Most = 4;

    private readonly Departure _gone = new();
    private readonly List<Guid> _chosen = [];
    private IReadOnlyList<MeasuredModel> _measured = [];
    private IReadOnlyList<EvaluationDetail> _shown = [];
    private bool _loaded;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required EvaluationReader Reader { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary>Models, divided by commas.</summary>
    [SupplyParameterFromQuery] public string? Ids { get; set; }

    private bool OtherRuler => _shown.Select(d => d.Report!.Yardstick).Distinct().Count() > 1;

    private bool AllEnlarge => _shown.All(d => d.Report!.Enlarging is not null);

    private IEnumerable<(MeasureKind Kind, IReadOnlyList<Measure?> Measures, bool Apart)> Rows =>
        from kind in MeasureKind.All
        let measures = _shown.Select(d => d.Report!.Measures.FirstOrDefault(m => m.Id == kind.Id)).ToList()
        where measures.Any(m => m is not null)
        let apart = MeasureWords.Apart(kind, measures, [.. _shown.Select(d => d.Report!)])
        orderby apart
        select (kind, (IReadOnlyList<Measure?>)measures, apart);

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var viewer = await Viewer.GetAsync();
        _chosen.Clear();
        _chosen.AddRange((Ids ?? "").Split(',').Select(i => Guid.TryParse(i, out var id) ? id : Guid.Empty).Where(i => i != Guid.Empty).Distinct().Take(Most));
        _measured = await Reader.MeasuredModelsAsync(viewer, _gone.Token);
        _shown = await Reader.LatestAsync(viewer, _chosen, _gone.Token);
        _loaded = true;
    }

    private Task ChooseAsync(Guid modelId)
    {
        var next = _chosen.Contains(modelId) ? _chosen.Where(c => c != modelId) : _chosen.Append(modelId);
        Navigation.NavigateTo($"models/compare?ids={string.Join(',', next)}", replace: true);
        return Task.CompletedTask;
    }
}
