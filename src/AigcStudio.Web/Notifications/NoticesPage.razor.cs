using AigcStudio.Core.Notifications;
using AigcStudio.Data.Notifications;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Notifications;

/// <summary>A person's own news, newest first; what is followed counts as read.</summary>
public sealed partial class NoticesPage : IDisposable
{
    private const int Piece = 30;

    private readonly Departure _gone = new();

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required Inbox Inbox { get; set; }

    [Inject]
    public required NoticeFeed Feed { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required BrowserClock Clock { get; set; }

    private IReadOnlyList<NoticeCard>? Listed { get; set; }

    private string? Next { get; set; }

    private string Said { get; set; } = "";

    public void Dispose()
    {
        Feed.Changed -= OnChanged;
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Feed.Changed += OnChanged;
        await Clock.KnowAsync();
        await ReadFirstAsync();
    }

    private static string IconOf(NoticeKind kind) => kind switch
    {
        NoticeKind.RunEnded => Icons.Material.Outlined.CheckCircle,
        NoticeKind.RunFailed => Icons.Material.Outlined.ErrorOutline,
        NoticeKind.RunWorries => Icons.Material.Outlined.TrendingDown,
        NoticeKind.ReviewAsked => Icons.Material.Outlined.StarOutline,
        NoticeKind.CampaignJudged => Icons.Material.Outlined.Campaign,
        NoticeKind.GuestRated => Icons.Material.Outlined.Handshake,
        NoticeKind.BackupFailed => Icons.Material.Outlined.Backup,
        NoticeKind.DiskLow => Icons.Material.Outlined.Storage,
        _ => Icons.Material.Outlined.ReportProblem,
    };

    // The bell has looked and found another number: the list follows it.
    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        if (!_gone.Happened)
        {
            await ReadFirstAsync();
            StateHasChanged();
        }
    });

    private async Task ReadFirstAsync()
    {
        var take = Math.Max(Piece, Listed?.Count ?? 0);
        var page = await Inbox.ListAsync(await Current.GetAsync(), unread: false, null, take, _gone.Token);
        (Listed, Next) = (page.Items, page.Next);
    }

    private async Task MoreAsync()
    {
        var page = await Inbox.ListAsync(await Current.GetAsync(), unread: false, Guid.Parse(Next!), Piece, _gone.Token);
        (Listed, Next) = ([.. Listed ?? [], .. page.Items], page.Next);
    }

    private Task ReadAllAsync() => ReadAsync((IReadOnlyCollection<Guid>?)null);

    private Task ReadAsync(NoticeCard notice) => ReadAsync([notice.Id]);

    private async Task ReadAsync(IReadOnlyCollection<Guid>? ids)
    {
        var count = await Inbox.ReadAsync(await Current.GetAsync(), ids, CancellationToken.None);
        Said = count > 0 ? Texts["notices.becameRead", count] : "";
        await Feed.LookAsync(_gone.Token);
    }
}
