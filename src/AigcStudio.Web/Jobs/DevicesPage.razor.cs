using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Jobs;

/// <summary>The devices of this host, how busy they were, and what the workers do.</summary>
public sealed partial class DevicesPage : IDisposable
{
    private static readonly int[] Choices = [6, 24, 168];

    private readonly Departure _gone = new();
    private Dictionary<Guid, long> _beats = [];

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required DeviceReader Reader { get; set; }

    [Inject]
    public required DeviceHistory History { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    /// <summary>Hours back.</summary>
    [SupplyParameterFromQuery(Name = "hours")]
    public int? Asked { get; set; }

    private int Back => Asked is { } hours && Choices.Contains(hours) ? hours : Choices[0];

    private HostDevices? Host { get; set; }

    private IReadOnlyList<DeviceCurve> Curves { get; set; } = [];

    private WorkersNow? Workers { get; set; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        await ReadAsync();
        Host ??= await Reader.ReadAsync(_gone.Token);
    }

    protected override void OnInitialized() => _ = FollowAsync(_gone.Token);

    private static string Process(string? worker) => worker?.Split('|') is [var host, _, var process, _] ? $"{host} · {process}" : "–";

    // Between two looks a worker that lives has beaten, or was seen for the first time just now.
    private bool Lives(WorkerJob held) => !WorkerName.IsGone(held.Worker) && (!_beats.TryGetValue(held.JobId, out var before) || before != held.Heartbeat);

    private void Go(int hours) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("hours", hours));

    private async Task ReadAsync()
    {
        var viewer = await Current.GetAsync();
        viewer.MustBeAdmin();
        _beats = Workers?.Held.ToDictionary(h => h.JobId, h => h.Heartbeat) ?? [];
        Workers = await History.WorkersAsync(viewer, _gone.Token);
        Curves = await History.ReadAsync(viewer, TimeSpan.FromHours(Back), _gone.Token);
    }

    // Slower than any heartbeat, so that one that stands still is silent.
    private async Task FollowAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15), Time);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                await InvokeAsync(ReadAsync);
                Host = await Reader.ReadAsync(gone);
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
