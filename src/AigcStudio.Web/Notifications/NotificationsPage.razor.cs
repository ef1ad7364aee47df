using AigcStudio.Core;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Notifications;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Notifications;

/// <summary>How messages leave the studio, tried at once, and what became of the last ones.</summary>
public sealed partial class NotificationsPage : IDisposable
{
    private const int Remembered = 50;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private readonly Departure _gone = new();

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required NotificationDesk Desk { get; set; }

    [Inject]
    public required DeliveryQueue Queue { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required BrowserClock Clock { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    private NotificationView? Has { get; set; }

    private IReadOnlyList<DeliveryCard> Deliveries { get; set; } = [];

    private string Address { get; set; } = "";

    private string MailHost { get; set; } = "";

    private int MailPort { get; set; } = 587;

    private bool MailTls { get; set; } = true;

    private string MailUser { get; set; } = "";

    private string MailFrom { get; set; } = "";

    private string MailPassword { get; set; } = "";

    private string WebhookUrl { get; set; } = "";

    private string WebhookSecret { get; set; } = "";

    private bool WebhookInside { get; set; }

    private bool Busy { get; set; }

    private bool Fault { get; set; }

    private string Result { get; set; } = "";

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await Clock.KnowAsync();
        await ReadDeliveriesAsync();

        // Last: from here on the form is shown, and what is typed into it stays.
        await ReadAsync();
        (Address, MailHost, MailPort, MailTls) = (Has!.Address, Has.MailHost, Has.MailPort, Has.MailTls);
        (MailUser, MailFrom, WebhookUrl, WebhookInside) = (Has.MailUser, Has.MailFrom, Has.WebhookUrl, Has.WebhookInside);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await FollowAsync();
        }
    }

    // What waits is tried while somebody looks on.
    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(LookAgain, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                if (Deliveries.Any(d => d.State == DeliveryState.Waiting))
                {
                    await ReadDeliveriesAsync();
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private string StateOf(DeliveryCard one) => one.State switch
    {
        DeliveryState.Waiting when one.Attempts > 0 => Texts["notifications.state.again", Clock.Short(one.NextAt)],
        _ => Texts[$"notifications.state.{one.State}"],
    };

    private async Task ReadAsync() => Has = await Desk.GetAsync(await Current.GetAsync(), _gone.Token);

    private async Task ReadDeliveriesAsync() => Deliveries = await Queue.ListAsync(await Current.GetAsync(), Remembered, _gone.Token);

    private Task SaveAsync() => TryAsync(async () =>
    {
        var change = new NotificationChange(Address, MailHost, MailPort, MailTls, MailUser, MailFrom, MailPassword, WebhookUrl, WebhookSecret, WebhookInside);
        await Desk.SaveAsync(await Current.GetAsync(), change, CancellationToken.None);
        (MailPassword, WebhookSecret) = ("", "");
        await ReadAsync();
        return Texts["settings.saved"];
    });

    private Task TestMailAsync() => TryAsync(async () => Texts["notifications.test.mail.done", await Desk.TestMailAsync(await Current.GetAsync(), _gone.Token)]);

    private Task TestWebhookAsync() => TryAsync(async () => Texts["notifications.test.webhook.done", await Desk.TestWebhookAsync(await Current.GetAsync(), _gone.Token)]);

    private async Task TryAsync(Func<Task<string>> act)
    {
        (Busy, Fault, Result) = (true, false, "");
        try
        {
            Result = await act();
        }
        catch (NotificationException refusal)
        {
            (Fault, Result) = (true, Texts[Said.Of(refusal)]);
        }
        finally
        {
            Busy = false;
        }
    }
}
