using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using System.Text;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Notifications;

namespace AigcStudio.Web.Notifications;

/// <summary>Hands mail to the administrator's SMTP server.</summary>
public sealed class MailSender(NotificationSecrets secrets)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="id">Carried in <c>X-Studio-Delivery</c>, the same at every try.</param>
    /// <exception cref="NotificationException"><c>notifications.mail.off</c>, <c>notifications.mail.failed(why)</c>, <c>notifications.mail.late(seconds)</c>.</exception>
    public async Task SendAsync(NotificationSettings settings, Guid id, string to, string subject, string body, CancellationToken cancel)
    {
        if (!settings.SendsMail)
        {
            throw new NotificationException("notifications.mail.off");
        }

        using var message = new MailMessage(settings.MailFrom, to, OneLine(subject), body) { SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8 };
        message.Headers["X-Studio-Delivery"] = id.ToString();
        using var smtp = new SmtpClient(settings.MailHost, settings.MailPort) { EnableSsl = settings.MailTls };
        if (settings is { MailUser.Length: > 0, MailPassword: { } stored })
        {
            smtp.Credentials = new NetworkCredential(settings.MailUser, secrets.Reveal(stored));
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(Patience);
        try
        {
            await smtp.SendMailAsync(message, late.Token);
        }
        catch (Exception e) when (e is SmtpException or IOException or AuthenticationException or FormatException or InvalidOperationException)
        {
            throw new NotificationException("notifications.mail.failed", e.InnerException?.Message ?? e.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new NotificationException("notifications.mail.late", Patience.TotalSeconds);
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
