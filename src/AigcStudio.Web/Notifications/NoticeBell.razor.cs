using System.Data.Common;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Notifications;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Notifications;

/// <summary>A bell. One of those on a page leads: it looks for news at a slow pace and shows them where the browser may.</summary>
public sealed partial class NoticeBell : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly Departure _gone = new();

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required NoticeFeed Feed { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [Inject]
    public required IJSRuntime Browser { get; set; }

    /// <summary>How the place around it styles its links.</summary>
    [Parameter, EditorRequired]
    public required string Class { get; set; }

    [Parameter]
    public bool Leads { get; set; }

    public void Dispose()
    {
        Feed.Changed -= OnChanged;
        _gone.Dispose();
    }

    protected override void OnInitialized() => Feed.Changed += OnChanged;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && Leads)
        {
            _ = FollowAsync(_gone.Token);
        }
    }

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);

    private async Task FollowAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(Pace, Time);
        try
        {
            do
            {
                await InvokeAsync(() => LookAsync(gone));
            }
            while (await timer.WaitForNextTickAsync(gone));
        }
        catch (Exception e) when (e is OperationCanceledException or RefusedException or JSDisconnectedException)
        {
            // The page is gone, or the sign-in has ended: the page says so on its next act.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task LookAsync(CancellationToken gone)
    {
        IReadOnlyList<NoticeCard> came;
        try
        {
            came = await Feed.LookAsync(gone);
        }
        catch (DbException)
        {
            // A busy database answers at the next look.
            return;
        }

        if (came.Count > 0)
        {
            await ShowAsync(came, gone);
        }
    }

    private async Task ShowAsync(IReadOnlyList<NoticeCard> came, CancellationToken gone)
    {
        try
        {
            await using var script = await Browser.InvokeAsync<IJSObjectReference>("import", gone, "./js/notifications.js");
            foreach (var one in came)
            {
                await script.InvokeVoidAsync("show", gone, one.Id, Texts[$"notice.kind.{one.Kind}"], Texts[one.Sentence], one.Link);
            }
        }
        catch (JSException)
        {
            // A script that did not load must not end the page: the bell has told already.
        }
    }
}
