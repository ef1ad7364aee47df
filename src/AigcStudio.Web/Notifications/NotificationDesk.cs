using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;

namespace AigcStudio.Web.Notifications;

/// <summary>The settings as an administrator sees them: of secrets only whether there is one.</summary>
public sealed record NotificationView(
    string Address, string MailHost, int MailPort, bool MailTls, string MailUser, string MailFrom, bool HasMailPassword, string WebhookUrl, bool HasWebhookSecret, bool WebhookInside);

/// <summary>The settings as an administrator wants them.</summary>
/// <param name="MailPassword">Null or empty keeps what is stored.</param>
/// <param name="WebhookSecret">Null or empty keeps what is stored; a new one has at least 16 characters.</param>
public sealed record NotificationChange(
    string? Address, string? MailHost, int? MailPort, bool? MailTls, string? MailUser, string? MailFrom, string? MailPassword, string? WebhookUrl, string? WebhookSecret, bool? WebhookInside);

/// <summary>An administrator's acts on how messages leave the studio.</summary>
public sealed class NotificationDesk(
    NotificationBook book, NotificationSecrets secrets, MailSender mail, WebhookSender webhook, NoticeWords words, People people, TimeProvider clock)
{
    private const int ShortestSecret = 16;

    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<NotificationView> GetAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        var s = await book.GetAsync(cancel);
        return new NotificationView(
            s.Address, s.MailHost, s.MailPort, s.MailTls, s.MailUser, s.MailFrom, s.MailPassword is not null, s.WebhookUrl, s.WebhookSecret is not null, s.WebhookInside);
    }

    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    /// <exception cref="NotificationException">As <see cref="NotificationBook.SaveAsync"/>, and <c>notifications.webhook.short(least)</c>.</exception>
    public Task SaveAsync(Viewer viewer, NotificationChange change, CancellationToken cancel)
    {
        if (change.WebhookSecret is { Length: > 0 and < ShortestSecret })
        {
            throw new NotificationException("notifications.webhook.short", ShortestSecret);
        }

        return book.SaveAsync(
            viewer,
            new NotificationSettings
            {
                Address = Trim(change.Address),
                MailHost = Trim(change.MailHost),
                MailPort = change.MailPort ?? 587,
                MailTls = change.MailTls ?? true,
                MailUser = Trim(change.MailUser),
                MailFrom = Trim(change.MailFrom),
                MailPassword = Hidden(change.MailPassword),
                WebhookUrl = Trim(change.WebhookUrl),
                WebhookSecret = Hidden(change.WebhookSecret),
                WebhookInside = change.WebhookInside ?? false,
            },
            cancel);
    }

    /// <summary>Sends a mail to the viewer's own address, as the settings are stored.</summary>
    /// <returns>The address.</returns>
    /// <exception cref="NotificationException">As <see cref="MailSender.SendAsync"/>.</exception>
    public async Task<string> TestMailAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        var to = await people.MailOfAsync(viewer.PersonId, cancel) ?? throw new NotificationException("notifications.mail.nobody");
        var (subject, body) = words.TestMail(to.Culture);
        await mail.SendAsync(await book.GetAsync(cancel), Guid.CreateVersion7(clock.GetUtcNow()), to.Address, subject, body, cancel);
        return to.Address;
    }

    /// <summary>Posts a test, as the settings are stored.</summary>
    /// <returns>The status of the answer.</returns>
    /// <exception cref="NotificationException">As <see cref="WebhookSender.SendAsync"/>.</exception>
    public async Task<int> TestWebhookAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        var (settings, now) = (await book.GetAsync(cancel), clock.GetUtcNow());
        return await webhook.SendAsync(settings, words.TestBody(Guid.CreateVersion7(now), settings, now), cancel);
    }

    private static string Trim(string? text) => text?.Trim() ?? "";

    private string? Hidden(string? secret) => string.IsNullOrEmpty(secret) ? null : secrets.Protect(secret);
}
