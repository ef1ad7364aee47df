using System.Globalization;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Notifications;

/// <summary>Reads and changes how messages leave the studio.</summary>
public sealed class NotificationBook(IDbContextFactory<StudioDb> databases, AuditLog audit)
{
    /// <summary>As stored; before an administrator has said anything, nothing leaves the studio.</summary>
    public async Task<NotificationSettings> GetAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<NotificationSettings>().AsNoTracking().SingleOrDefaultAsync(cancel) ?? new NotificationSettings { Id = 1 };
    }

    /// <param name="asked">Secrets protected; null keeps what is stored.</param>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    /// <exception cref="NotificationException"><c>notifications.address</c>, <c>notifications.mail.port</c>, <c>notifications.mail.from</c>,
    /// <c>notifications.mail.plain</c>, <c>notifications.mail.passwordless</c>, <c>notifications.webhook.url</c>, <c>notifications.webhook.secretless</c>.</exception>
    public async Task SaveAsync(Viewer viewer, NotificationSettings asked, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<NotificationSettings>().SingleOrDefaultAsync(cancel) ?? db.Add(new NotificationSettings { Id = 1 }).Entity;
        Check(asked.Address.Length == 0 || IsWeb(asked.Address, plain: true), "notifications.address");
        Check(asked.MailPort is > 0 and <= 65_535, "notifications.mail.port");
        Check(!asked.SendsMail || System.Net.Mail.MailAddress.TryCreate(asked.MailFrom, out _), "notifications.mail.from");
        Check(asked.MailTls || asked.MailUser.Length == 0, "notifications.mail.plain");

        // A password goes to the server that it was typed in for, to no other.
        var password = asked.MailUser.Length == 0 ? null : asked.MailPassword ?? (row.MailHost == asked.MailHost ? row.MailPassword : null);
        Check(asked.MailUser.Length == 0 || password is not null, "notifications.mail.passwordless");
        Check(!asked.Posts || IsWeb(asked.WebhookUrl, plain: asked.WebhookInside), "notifications.webhook.url");
        Check(!asked.Posts || (asked.WebhookSecret ?? row.WebhookSecret) is not null, "notifications.webhook.secretless");
        (row.Address, row.MailHost, row.MailPort, row.MailTls) = (asked.Address.TrimEnd('/'), asked.MailHost, asked.MailPort, asked.MailTls);
        (row.MailUser, row.MailFrom, row.WebhookUrl, row.WebhookInside) = (asked.MailUser, asked.MailFrom, asked.WebhookUrl, asked.WebhookInside);
        row.MailPassword = password;
        row.WebhookSecret = asked.WebhookSecret ?? row.WebhookSecret;
        await db.SaveChangesAsync(cancel);
        await audit.WriteAsync(viewer.PersonId, "notifications.changed", "workspace", Words(asked), cancel);
    }

    // An address may carry a key in its path or query: the log names the host alone.
    private static string Words(NotificationSettings asked) => string.Create(
        CultureInfo.InvariantCulture,
        $"mail:{asked.MailHost}:{asked.MailPort} tls:{asked.MailTls} password:{Change(asked.MailPassword)} webhook:{(asked.Posts ? new Uri(asked.WebhookUrl).Host : "")} inside:{asked.WebhookInside} secret:{Change(asked.WebhookSecret)}");

    private static string Change(string? secret) => secret is null ? "kept" : "changed";

    private static bool IsWeb(string text, bool plain) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (plain && address.Scheme == Uri.UriSchemeHttp));

    private static void Check(bool fine, string code)
    {
        if (!fine)
        {
            throw new NotificationException(code);
        }
    }
}
