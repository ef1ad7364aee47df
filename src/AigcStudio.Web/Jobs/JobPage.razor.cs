using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Jobs;

/// <summary>One job: how it stands, why it failed, and what its worker printed last. Followed while it is not over.</summary>
public sealed partial class JobPage : IDisposable
{
    private readonly Departure _gone = new();

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required JobReader Reader { get; set; }

    [Inject]
    public required JobTurns Turns { get; set; }

    [Inject]
    public required JobLogs Logs { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [Parameter]
    public Guid JobId { get; set; }

    private JobCard? Job { get; set; }

    private JobTurn? Turn { get; set; }

    private LogTail? Tail { get; set; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override void OnInitialized() => _ = FollowAsync(_gone.Token);

    private async Task ReadAsync()
    {
        var viewer = await Current.GetAsync();
        viewer.MustBeAdmin();
        var job = await Reader.GetAsync(viewer, JobId, _gone.Token);
        Turn = job.State == JobState.Queued ? (await Turns.ReadAsync(_gone.Token)).GetValueOrDefault(job.Id) : null;
        Tail = await Logs.TailAsync(job, _gone.Token);
        Job = job;
    }

    private async Task FollowAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), Time);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                await InvokeAsync(ReadAsync);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
