using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Shell;

/// <summary>The first page: it reads again every few seconds, because a hint that was missed must not leave it standing.</summary>
public sealed partial class HomePage : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(4);

    private readonly Departure _gone = new();
    private string _name = "";

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required HomeReader Reader { get; set; }

    [Inject]
    public required NewsReader NewsReader { get; set; }

    [Inject]
    public required Visits Visits { get; set; }

    [Inject]
    public required AigcStudio.Web.Runs.BrowserClock Clock { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    private HomeView? View { get; set; }

    /// <summary>When the last visit ended; null in the first.</summary>
    private DateTimeOffset? Since { get; set; }

    private IReadOnlyList<NewsLine> News { get; set; } = [];

    private Viewer? Viewer { get; set; }

    private string Greeting => Texts["home.title", _name];

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var standing = await Current.StandingAsync();
        _name = standing.DisplayName;
        Viewer = new Viewer(standing.Id, standing.Role);
        await Clock.KnowAsync();
        Since = await Visits.NoteAsync(standing.Id, _gone.Token);
        News = Since is { } since ? await NewsReader.ReadAsync(Viewer, since, _gone.Token) : [];
        View = await Reader.ReadAsync(Viewer, _gone.Token);
        _ = FollowAsync(_gone.Token);
    }

    private async Task FollowAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(Pace, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                View = await Reader.ReadAsync(await Current.GetAsync(), gone);
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
