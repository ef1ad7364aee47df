using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Jobs;

/// <summary>Every job of the workspace, live; an administrator can stop one for certain.</summary>
public sealed partial class JobsPage : IDisposable
{
    private const int Piece = 50;

    private readonly CancellationTokenSource _gone = new();
    private int _shown = Piece;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required JobReader Reader { get; set; }

    [Inject]
    public required JobActs Acts { get; set; }

    [Inject]
    public required ISnackbar Notes { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [SupplyParameterFromQuery(Name = "which")]
    public string? Asked { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    private string Which => Asked is "over" or "all" ? Asked : "active";

    private IReadOnlyList<JobCard>? Cards { get; set; }

    private string? Next { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _ = FollowAsync(_gone.Token);

    protected override Task OnParametersSetAsync() => ReadAsync(_gone.Token);

    private static bool CanStop(JobCard job) =>
        job.State is JobState.Queued or JobState.Running or JobState.Pausing or JobState.Paused or JobState.Cancelling;

    private static bool CanRetry(JobCard job) => job.State is JobState.Failed or JobState.Cancelled or JobState.Quarantined;

    private static string Tone(JobState state) => state switch
    {
        JobState.Running => "mark-live",
        JobState.Succeeded => "mark-good",
        JobState.Failed or JobState.Quarantined => "mark-bad",
        JobState.Cancelling or JobState.Pausing => "mark-warn",
        _ => "mark-quiet",
    };

    private async Task ReadAsync(CancellationToken gone)
    {
        bool? active = Which switch { "active" => true, "over" => false, _ => null };
        JobKind? kind = Enum.TryParse<JobKind>(Kind, out var known) ? known : null;
        var viewer = await Current.GetAsync();
        viewer.MustBeAdmin();
        var page = await Reader.ListAsync(viewer, new JobFilter(active, Kind: kind, Search: Search), null, _shown, gone);
        (Cards, Next) = (page.Items, page.Next);
    }

    private Task MoreAsync()
    {
        _shown += Piece;
        return ReadAsync(_gone.Token);
    }

    private Task GoAsync(string which, string? kind, string? search)
    {
        _shown = Piece;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
            new Dictionary<string, object?> { ["which"] = which, ["kind"] = Named(kind), ["q"] = Named(search) }));
        return Task.CompletedTask;
    }

    private static string? Named(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private async Task StopAsync(JobCard job)
    {
        if (await Dialogs.ConfirmAsync(Texts["jobs.stop.title"], Texts["jobs.stop.text"], Texts["jobs.stop"], dangerous: true))
        {
            await Acts.CancelAsync(await Current.GetAsync(), job.Id, _gone.Token);
            await ReadAsync(_gone.Token);
        }
    }

    private async Task RetryAsync(JobCard job)
    {
        try
        {
            await Acts.RetryAsync(await Current.GetAsync(), job.Id, _gone.Token);
            Notes.Add(Texts["jobs.retried", job.Subject], Severity.Success);
        }
        catch (JobException refusal)
        {
            Notes.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }

        await ReadAsync(_gone.Token);
    }

    private async Task FollowAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), Time);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                await InvokeAsync(() => ReadAsync(gone));
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
