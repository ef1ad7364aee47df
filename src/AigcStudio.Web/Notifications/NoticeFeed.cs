using AigcStudio.Data.Notifications;
using AigcStudio.Web.Accounts;

namespace AigcStudio.Web.Notifications;

/// <summary>How many news wait for the person of this page, for every bell on it.</summary>
public sealed class NoticeFeed(Inbox inbox, CurrentViewer current)
{
    private const int Most = 5;

    private Guid? _last;
    private bool _known;

    public int Unread { get; private set; }

    /// <summary>The number is another; told on the thread that looked.</summary>
    public event Action? Changed;

    /// <summary>Looks again.</summary>
    /// <returns>What came since the last look, oldest first; nothing at the first.</returns>
    public async Task<IReadOnlyList<NoticeCard>> LookAsync(CancellationToken cancel)
    {
        var viewer = await current.GetAsync();
        var before = Unread;
        Unread = await inbox.CountUnreadAsync(viewer, cancel);
        var newest = (await inbox.ListAsync(viewer, unread: true, null, Most, cancel)).Items;
        NoticeCard[] came = _known ? [.. newest.Where(n => _last is null || n.Id.CompareTo(_last.Value) > 0).Reverse()] : [];
        (_known, _last) = (true, newest.Count > 0 && (_last is null || newest[0].Id.CompareTo(_last.Value) > 0) ? newest[0].Id : _last);
        if (Unread != before)
        {
            Changed?.Invoke();
        }

        return came;
    }
}
