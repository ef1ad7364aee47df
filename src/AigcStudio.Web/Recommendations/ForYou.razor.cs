using AigcStudio.Data.Gallery;
using AigcStudio.Data.Recommendations;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Recommendations;

/// <summary>A strip of recommendations. It is read once: nothing moves under the hand while the page reads the rest again.</summary>
public sealed partial class ForYou : IDisposable
{
    private const int Shown = 12;

    private readonly Departure _gone = new();
    private TasteOrder? _order;
    private IReadOnlyList<ArtifactTile> _tiles = [];

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required Recommender Recommender { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required TasteBook Book { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var viewer = await Viewer.GetAsync();
        var order = await Recommender.TopAsync(viewer, new GalleryFilter(), Shown, _gone.Token);
        var tiles = (await Gallery.TilesAsync(viewer, order.Ids, _gone.Token)).ToDictionary(t => t.Id);
        (_order, _tiles) = (order, [.. order.Ids.Where(tiles.ContainsKey).Select(id => tiles[id])]);
    }

    private string? WhyOf(ArtifactTile tile) =>
        _order!.Read.Taste.Why(tile.Id) is [var first, ..] ? TasteWords.Reason(Texts, _order.Read, tile.Modality, first) : null;

    // What is seen first comes first in the name, so that who speaks to the page can say it.
    private string Name(ArtifactTile tile, string? why) => why is null ? ArtifactWords.Of(Texts, tile) : $"{why}. {ArtifactWords.Of(Texts, tile)}";

    private async Task HideAsync(Guid id)
    {
        await Book.HideAsync(await Viewer.GetAsync(), [id], _gone.Token);
        _tiles = [.. _tiles.Where(t => t.Id != id)];
        Snackbar.Add(Texts["taste.hidden.one"], Severity.Normal, o =>
        {
            o.Action = Texts["taste.hidden.undo"];
            o.OnClick = async _ =>
            {
                await Book.ShowAsync(await Viewer.GetAsync(), [id], CancellationToken.None);
                await InvokeAsync(async () =>
                {
                    await ReadAsync();
                    StateHasChanged();
                });
            };
        });
    }
}
