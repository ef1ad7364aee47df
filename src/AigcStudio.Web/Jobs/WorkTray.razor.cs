using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Jobs;

/// <summary>
/// The person's own jobs under way. It looks when a job rings, and at a slow pace besides; what took long and ended elsewhere
/// than on the page in front is said once.
/// </summary>
public sealed partial class WorkTray : IDisposable
{
    private const int Most = 20;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    // The bell rings for everybody's jobs, and often: one look answers all that rang meanwhile.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(500);

    // Who waits for less sees the end where they asked for it.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly Departure _gone = new();
    private readonly SemaphoreSlim _rung = new(0);
    private IReadOnlyList<JobCard> _cards = [];

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required JobReader Reader { get; init; }

    [Inject] public required JobBell Bell { get; init; }

    [Inject] public required CurrentViewer Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required ISnackbar Notices { get; init; }

    private int? Percent => _cards.Where(c => c.Total > 0).ToList() is { Count: > 0 } known
        ? (int)Math.Clamp(known.Average(c => 100.0 * c.Done / c.Total), 0, 100)
        : null;

    public void Dispose()
    {
        Bell.Rang -= OnRang;
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        Bell.Rang += OnRang;
        _ = FollowAsync(_gone.Token);
    }

    private void OnRang(Guid jobId)
    {
        if (_rung.CurrentCount == 0)
        {
            _rung.Release();
        }
    }

    private async Task FollowAsync(CancellationToken gone)
    {
        try
        {
            while (true)
            {
                await InvokeAsync(() => ReadAsync(gone));
                await Task.Delay(Least, Time, gone);
                await _rung.WaitAsync(_cards.Count > 0 ? Pace : Timeout.InfiniteTimeSpan, gone);
            }
        }
        catch (OperationCanceledException)
        {
            // The shell is gone.
        }
        catch (RefusedException)
        {
            // The sign-in has ended: the page says so on its next act.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task ReadAsync(CancellationToken gone)
    {
        var viewer = await Current.GetAsync();
        var before = _cards;
        _cards = (await Reader.ListAsync(viewer, new JobFilter(Active: true, OwnerId: viewer.PersonId), null, Most, gone)).Items;
        foreach (var over in before.ExceptBy(_cards.Select(c => c.Id), c => c.Id))
        {
            Tell(await Reader.GetAsync(viewer, over.Id, gone));
        }

        StateHasChanged();
    }

    private void Tell(JobCard job)
    {
        var link = JobLinks.Of(job);
        var failed = job.State is JobState.Failed or JobState.Quarantined;
        var here = new Uri(Navigation.Uri).AbsolutePath == link;
        if (here || (!failed && (job.State != JobState.Succeeded || job.EndedAt - job.StartedAt < Long)))
        {
            return;
        }

        Notices.Add(
            Texts[failed ? "tray.failed" : "tray.done", Texts[$"jobs.kind.{job.Kind}"], job.Subject],
            failed ? Severity.Warning : Severity.Success,
            options =>
            {
                options.Action = Texts["tray.look"];
                options.OnClick = _ => InvokeAsync(() => Navigation.NavigateTo(link));
            });
    }
}
