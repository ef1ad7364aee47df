using AigcStudio.Core.Datasets;
using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Recommendations;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Recommendations;

/// <summary>The reasons of one artifact, with what the viewer gave many stars and that shares the first of them.</summary>
public sealed partial class WhyForMe : IDisposable
{
    private readonly Departure _gone = new();
    private ReadTaste? _read;
    private IReadOnlyList<TasteReason> _reasons = [];
    private IReadOnlyList<ArtifactTile> _examples = [];
    private bool _hidden;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required TasteReader Tastes { get; init; }

    [Inject] public required TasteBook Book { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired] public Guid ArtifactId { get; set; }

    [Parameter, EditorRequired] public Modality Kind { get; set; }

    /// <summary>The taste of the order that the viewer came from; what is known now where null.</summary>
    [Parameter] public ReadTaste? Read { get; set; }

    private TasteBasis Basis => _read!.Taste.BasisOf(Kind);

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var viewer = await Viewer.GetAsync();
        _hidden = await Book.IsHiddenAsync(viewer, ArtifactId, _gone.Token);
        _read = Read ?? await Tastes.GetAsync(viewer, _gone.Token);
        _reasons = _read.Taste.Why(ArtifactId);
        var wanted = _reasons is [var first, ..] ? first.Examples : [];
        var tiles = (await Gallery.TilesAsync(viewer, wanted, _gone.Token)).ToDictionary(t => t.Id);
        _examples = [.. wanted.Where(tiles.ContainsKey).Select(id => tiles[id])];
    }

    private async Task HideAsync()
    {
        await Book.HideAsync(await Viewer.GetAsync(), [ArtifactId], _gone.Token);
        _hidden = true;
        Snackbar.Add(Texts["taste.hidden.one"], Severity.Normal);
    }

    private async Task ShowAsync()
    {
        await Book.ShowAsync(await Viewer.GetAsync(), [ArtifactId], _gone.Token);
        await ReadAsync();
    }
}
