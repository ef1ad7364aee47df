using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

/// <summary>What the page reads: ids in two pieces, counts, and what came meanwhile.</summary>
public sealed partial class GalleryPage
{
    /// <summary>The first screens at once, then the ids of everything.</summary>
    private async Task ReadAsync()
    {
        var (viewer, filter) = (await Viewer.GetAsync(), _filter);
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

    private void OnRang(Guid job)
    {
        var now = Clock.GetTimestamp();
        if (!_gone.IsCancellationRequested && Clock.GetElapsedTime(_lookedAt, now) > TimeSpan.FromSeconds(1))
        {
            _lookedAt = now;
            _ = InvokeAsync(LookForNewAsync);
        }
    }

    private async Task LookForNewAsync()
    {
        if (_ids is null || Trashed || _gone.IsCancellationRequested)
        {
            return;
        }

        var first = await Gallery.ListAsync(await Viewer.GetAsync(), _filter, null, GalleryReader.MostAtOnce, _gone.Token);
        _new = _ids.Count == 0 ? first.Items.Count : first.Items.TakeWhile(t => t.Id != _ids[0]).Count();
        StateHasChanged();
    }

    private async Task ShowNewAsync()
    {
        _ids = await Gallery.IdsAsync(await Viewer.GetAsync(), _filter, _gone.Token);
        _new = 0;
    }
}
