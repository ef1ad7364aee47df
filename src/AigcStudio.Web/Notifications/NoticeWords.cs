using System.Globalization;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Notifications;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Notifications;

/// <summary>News in words, in the language of whoever receives them.</summary>
public sealed class NoticeWords(Texts texts)
{
    /// <param name="culture">IETF tag; null for English.</param>
    public (string Subject, string Body) MailOf(Delivery delivery, string? culture, NotificationSettings settings) => In(culture, () =>
    {
        var sentence = texts[delivery.Sentence];
        return (texts["notifications.mail.subject", texts[$"notice.kind.{delivery.Kind}"]], $"{sentence}\n\n{LinkOf(settings, delivery.Link)}\n\n{texts["notifications.mail.foot"]}\n");
    });

    public WebhookBody BodyOf(Delivery delivery, NotificationSettings settings) => In(null, () => new WebhookBody(
        delivery.Id, NoticeRules.CodeOf(delivery.Kind), texts[delivery.Sentence], LinkOf(settings, delivery.Link), delivery.At));

    public (string Subject, string Body) TestMail(string? culture) =>
        In(culture, () => (texts["notifications.mail.subject", texts["notifications.test"]], texts["notifications.test.text"]));

    public WebhookBody TestBody(Guid id, NotificationSettings settings, DateTimeOffset at) =>
        In(null, () => new WebhookBody(id, "test", texts["notifications.test.text"], LinkOf(settings, "/admin/notifications"), at));

    private static string LinkOf(NotificationSettings settings, string link) => settings.Address + link;

    private static T In<T>(string? culture, Func<T> say)
    {
        var (format, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture ?? "en");
        try
        {
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (format, language);
        }
    }
}
