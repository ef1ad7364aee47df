using AigcStudio.Data.Reviews;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Reviews;

/// <summary>What awaits a reviewer: what they were asked for, then all that they have neither rated nor judged.</summary>
public sealed partial class ReviewPage
{
    private const string Here = "review";
    private const int Shown = 48;

    private IReadOnlyList<Guid> _ids = [];
    private IReadOnlyList<BlindTile> _tiles = [];
    private IReadOnlyList<RequestCard> _requests = [];
    private QueueCounts? _counts;

    [Inject] public required ReviewQueue Queue { get; init; }

    [Inject] public required ReviewRequests Requests { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        var (viewer, filter) = (await Viewer.GetAsync(), Filter);
        _requests = await Requests.OfAsync(viewer, Gone.Token);
        _ids = await Queue.IdsAsync(viewer, filter, Shown, Gone.Token);
        _tiles = await Queue.TilesAsync(viewer, _ids, Gone.Token);
        _counts = await Queue.CountAsync(viewer, filter, all: false, Gone.Token);
    }

    private async Task CloseAsync(Guid request)
    {
        await Requests.CloseAsync(await Viewer.GetAsync(), request, Gone.Token);
        await OnParametersSetAsync();
    }
}
