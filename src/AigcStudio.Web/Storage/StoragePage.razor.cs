using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Storage;

/// <summary>What takes how much, clean-ups with their preview, and what earlier ones gave back.</summary>
public sealed partial class StoragePage : IDisposable
{
    private const int Remembered = 10;

    private readonly Departure _gone = new();
    private bool _measuring;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required StorageReader Reader { get; set; }

    [Inject]
    public required CleanUps CleanUps { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    private StorageFigures? Figures { get; set; }

    private IReadOnlyList<CleanUpView> Past { get; set; } = [];

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        (await Current.GetAsync()).MustBeAdmin();
        await ReadAsync();
        _ = FollowAsync(_gone.Token);
        await MeasureAsync();
    }

    private static int Done(CleanUpView one) => (int)Math.Clamp(100 * one.Done / Math.Max(1, one.Total), 0, 100);

    private int Percent(long bytes) => (int)Math.Round(100.0 * bytes / Math.Max(1, Figures!.Shares.Max(s => s.Bytes)));

    private async Task ReadAsync() => Past = await CleanUps.ListAsync(await Current.GetAsync(), Remembered, _gone.Token);

    // A walk over every file: off the circuit, so that the page stays alive meanwhile.
    private async Task MeasureAsync()
    {
        _measuring = true;
        try
        {
            var viewer = await Current.GetAsync();
            Figures = await Task.Run(() => Reader.ReadAsync(viewer, _gone.Token), _gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        finally
        {
            _measuring = false;
        }
    }

    private async Task FollowAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                if (Past.Any(p => p.EndedAt is null && p.State is not (Core.Jobs.JobState.Failed or Core.Jobs.JobState.Cancelled or Core.Jobs.JobState.Quarantined)))
                {
                    await InvokeAsync(FollowOnceAsync);
                }
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

    private async Task FollowOnceAsync()
    {
        var ended = Past.Count(p => p.EndedAt is not null);
        await ReadAsync();
        StateHasChanged();
        if (Past.Count(p => p.EndedAt is not null) > ended)
        {
            await MeasureAsync();
            StateHasChanged();
        }
    }
}
