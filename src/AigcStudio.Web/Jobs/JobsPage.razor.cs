using System.Globalization;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Jobs;

/// <summary>Every job of the workspace, live: found, moved to the front, stopped for certain, tried again.</summary>
public sealed partial class JobsPage : IDisposable
{
    private const int Piece = 50;
    private const int AtOnce = 200;

    private readonly Departure _gone = new();
    private IReadOnlyDictionary<Guid, JobTurn> _turns = new Dictionary<Guid, JobTurn>();
    private string _read = "";
    private int _shown = Piece;
    private bool _more;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required JobReader Reader { get; set; }

    [Inject]
    public required JobTurns Turns { get; set; }

    [Inject]
    public required People Everybody { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [SupplyParameterFromQuery(Name = JobFilters.QueryWhich)]
    public string? Asked { get; set; }

    [SupplyParameterFromQuery(Name = JobFilters.QueryKind)]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = JobFilters.QueryState)]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = JobFilters.QueryPerson)]
    public string? Person { get; set; }

    [SupplyParameterFromQuery(Name = JobFilters.QuerySince)]
    public string? Since { get; set; }

    [SupplyParameterFromQuery(Name = JobFilters.QueryUntil)]
    public string? Until { get; set; }

    [SupplyParameterFromQuery(Name = JobFilters.QuerySearch)]
    public string? Search { get; set; }

    private string Which => Asked is "over" or "all" ? Asked : "active";

    private IReadOnlyList<Person> People { get; set; } = [];

    private List<JobCard>? Cards { get; set; }

    private JobCounts Counts { get; set; } = new(0, 0, 0);

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        People = await Everybody.ListAsync(await Current.GetAsync(), _gone.Token);
        _ = FollowAsync(_gone.Token);
    }

    protected override Task OnParametersSetAsync()
    {
        var asked = string.Join('\n', Which, Kind, State, Person, Since, Until, Search);
        (_shown, _read) = (asked == _read ? _shown : Piece, asked);
        return ReadAsync(_gone.Token);
    }

    private JobTurn? TurnOf(JobCard job) => job.State == JobState.Queued ? _turns.GetValueOrDefault(job.Id) : null;

    private JobFilter Filter()
    {
        bool? active = Which switch { "active" => true, "over" => false, _ => null };
        return new JobFilter(
            active,
            Enum.TryParse<JobState>(State, out var state) ? state : null,
            Enum.TryParse<JobKind>(Kind, out var kind) ? kind : null,
            Guid.TryParse(Person, out var person) ? person : null,
            Search: Search)
        {
            Since = Day(Since),
            Until = Day(Until)?.AddDays(1),
        };
    }

    // Days of the studio's own clock, as all its times are shown.
    private static DateTimeOffset? Day(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var day) ? new DateTimeOffset(day) : null;

    private async Task ReadAsync(CancellationToken gone)
    {
        var viewer = await Current.GetAsync();
        viewer.MustBeAdmin();
        var (cards, filter, after) = (new List<JobCard>(), Filter(), (string?)null);
        do
        {
            var page = await Reader.ListAsync(viewer, filter, after, Math.Min(AtOnce, _shown - cards.Count), gone);
            cards.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null && cards.Count < _shown);

        var now = Time.GetLocalNow();
        Counts = await Reader.CountAsync(viewer, new DateTimeOffset(now.Date, now.Offset), gone);
        _turns = Counts.Waiting > 0 ? await Turns.ReadAsync(gone) : new Dictionary<Guid, JobTurn>();
        (Cards, _more) = (cards, after is not null);
    }

    private Task ReadNowAsync() => ReadAsync(_gone.Token);

    private Task MoreAsync()
    {
        _shown += Piece;
        return ReadAsync(_gone.Token);
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
