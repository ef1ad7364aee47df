using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

/// <summary>What the page reads: ids in two pieces, counts, and what came meanwhile.</summary>
public sealed partial class GalleryPage
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private bool _looking;
    private long _lookedAt;

    /// <summary>The first screens at once, then the ids of everything.</summary>
    private async Task ReadAsync()
    {
        var (viewer, filter) = (await Viewer.GetAsync(), _filter);
        if (filter.Order == GalleryOrder.Taste)
        {
            await OrderAsync(anew: false);
            return;
        }

        if (_ids is null)
        {
            var first = await Gallery.ListAsync(viewer, filter, null, FirstPiece, _gone.Token);
            _ids = [.. first.Items.Select(t => t.Id)];
            StateHasChanged();
            if (first.Next is null)
            {
                return;
            }
        }

        // SQLite reads at once, whatever is awaited: on the circuit these would hold up the first screens.
        var ids = await Task.Run(() => Gallery.IdsAsync(viewer, filter, _gone.Token), _gone.Token);
        if (ReferenceEquals(filter, _filter))
        {
            (_ids, _new) = (ids, 0);
        }
    }

    private async Task CountAsync()
    {
        var (viewer, filter) = (await Viewer.GetAsync(), _filter);
        var facets = await Task.Run(() => Facets.ReadAsync(viewer, filter, _gone.Token), _gone.Token);
        if (ReferenceEquals(filter, _filter))
        {
            _facets = facets;
        }
    }

    private async Task ReadBoardsAsync()
    {
        _boards = await Boards.LinesAsync(await Viewer.GetAsync(), _gone.Token);
        if (_boardPanel is not null)
        {
            await _boardPanel.ReadAsync();
        }
    }

    private void OnRang(Guid job)
    {
        if (!_looking && !_gone.Happened)
        {
            _looking = true;
            _ = InvokeAsync(LookSoonAsync);
        }
    }

    // Bells come in swarms: one look a second, the last bell's included.
    private async Task LookSoonAsync()
    {
        // The page may have gone while this waited for its turn; its token is then no longer to be had.
        if (_gone.Happened)
        {
            return;
        }

        try
        {
            if (BetweenLooks - Clock.GetElapsedTime(_lookedAt) is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, Clock, _gone.Token);
            }

            (_looking, _lookedAt) = (false, Clock.GetTimestamp());
            await LookForNewAsync();
        }
        catch (OperationCanceledException) when (_gone.Happened)
        {
            // Nobody looks any more.
        }
    }

    private async Task LookForNewAsync()
    {
        if (_ids is null || Trashed || (_order is not null && _ids.Count > 0))
        {
            return;
        }

        var first = await Gallery.ListAsync(await Viewer.GetAsync(), _filter, null, GalleryReader.MostAtOnce, _gone.Token);
        _new = _ids.Count == 0 ? first.Items.Count : first.Items.TakeWhile(t => t.Id != _ids[0]).Count();
        if (_ids.Count == 0 && _new > 0)
        {
            // Nobody has a place to lose in an empty gallery.
            await ShowNewAsync();
        }

        StateHasChanged();
    }

    private async Task ShowNewAsync()
    {
        await ReadAsync();
        _new = 0;
        await CountAsync();
    }
}
