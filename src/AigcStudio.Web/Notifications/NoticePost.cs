using System.Data.Common;
using AigcStudio.Core;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;

namespace AigcStudio.Web.Notifications;

/// <summary>Sends what waits in the outbox, one after another. It remembers nothing: a restart goes on where the rows stand.</summary>
public sealed class NoticePost(
    DeliveryQueue queue, NotificationBook book, People people, MailSender mail, WebhookSender webhook, NoticeWords words, TimeProvider clock, ILogger<NoticePost> log)
    : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    /// <summary>Sends all that is due now.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancel)
    {
        var tried = 0;
        while (await queue.TakeAsync(cancel) is { } held)
        {
            await SendAsync(held, cancel);
            tried++;
        }

        return tried;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (DbException e)
            {
                log.LogWarning(e, "The outbox could not be looked at; trying again in {Seconds} s", Pace.TotalSeconds);
            }
        }
    }

    // What a receiver has taken is noted in any case, also while the studio stops: otherwise it would go out twice.
    private async Task SendAsync(Delivery held, CancellationToken cancel)
    {
        try
        {
            var settings = await book.GetAsync(cancel);
            var outcome = held.Way == NoticeWay.Mail ? await MailAsync(held, settings, cancel) : await PostAsync(held, settings, cancel);
            await queue.SentAsync(held, outcome, CancellationToken.None);
        }
        catch (NotificationException refusal)
        {
            log.LogInformation("Delivery {DeliveryId} by {Way} failed: {Refusal}", held.Id, held.Way, refusal.Code);
            await queue.FailedAsync(held, Said.Of(refusal), CancellationToken.None);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException))
        {
            // One message that cannot be sent must not keep the others.
            log.LogError(e, "Delivery {DeliveryId} by {Way} failed unexpectedly", held.Id, held.Way);
            await queue.FailedAsync(held, Said.Of("notifications.failed"), CancellationToken.None);
        }
    }

    private async Task<Said> MailAsync(Delivery held, NotificationSettings settings, CancellationToken cancel)
    {
        var to = await people.MailOfAsync(held.PersonId ?? Guid.Empty, cancel) ?? throw new NotificationException("notifications.mail.nobody");
        var (subject, body) = words.MailOf(held, to.Culture, settings);
        await mail.SendAsync(settings, held.Id, to.Address, subject, body, cancel);
        return Said.Of("notifications.mail.taken");
    }

    private async Task<Said> PostAsync(Delivery held, NotificationSettings settings, CancellationToken cancel) =>
        Said.Of("notifications.webhook.taken", await webhook.SendAsync(settings, words.BodyOf(held, settings), cancel));
}
