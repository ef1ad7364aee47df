using AigcStudio.Data.Recommendations;
using AigcStudio.Web.Recommendations;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Gallery;

/// <summary>The page in the viewer's own order: fixed for the visit, made anew when they say so.</summary>
public sealed partial class GalleryPage
{
    private TasteOrder? _order;
    private Func<Guid, string?>? _note;

    [Inject] public required Recommender Recommender { get; init; }

    [Inject] public required TasteBook Tastes { get; init; }

    private async Task OrderAsync(bool anew)
    {
        var (viewer, filter) = (await Viewer.GetAsync(), _filter);
        var order = await Recommender.OrderAsync(viewer, filter, anew, _gone.Token);
        if (!ReferenceEquals(filter, _filter))
        {
            return;
        }

        // A grid plans anew when it is given another list: the same order must stay the same list.
        var same = _ids is not null && _ids.SequenceEqual(order.Ids);
        (_order, _ids) = (order, same ? _ids : order.Ids);
        _note = NoteOf;
    }

    private Task OrderAnewAsync() => OrderAsync(anew: true);

    private async Task LookAtOrderAsync()
    {
        if (_order is not null)
        {
            await OrderAsync(anew: false);
        }
    }

    private string? NoteOf(Guid id) =>
        _order!.Read.Taste.Why(id) is [var first, ..] ? TasteWords.Reason(Texts, _order.Read, _order.Read.Taste.KindOf(id), first) : null;

    private Task HideAsync() => ActAsync(async (viewer, ids) =>
    {
        await Tastes.HideAsync(viewer, ids, _gone.Token);
        _selection.Clear();
        await OrderAsync(anew: false);
        Snackbar.Add(ids.Count == 1 ? Texts["taste.hidden.one"] : Texts["taste.hidden.many", ids.Count], Severity.Normal, o =>
        {
            o.Action = Texts["taste.hidden.undo"];
            o.OnClick = _ => ShowAgainAsync(ids);
        });
    });

    private async Task ShowAgainAsync(IReadOnlyList<Guid> ids)
    {
        await Tastes.ShowAsync(await Viewer.GetAsync(), ids, CancellationToken.None);
        await InvokeAsync(async () =>
        {
            await OrderAsync(anew: false);
            StateHasChanged();
        });
    }
}
