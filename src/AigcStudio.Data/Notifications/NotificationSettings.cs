namespace AigcStudio.Data.Notifications;

/// <summary>How mail and the webhook leave the studio; one row. Secrets stand in it protected, never in clear.</summary>
public sealed class NotificationSettings
{
    public int Id { get; init; }

    /// <summary>The studio as its people reach it, for links in messages, for example <c>https://studio.example.org</c>; empty for none.</summary>
    public string Address { get; set; } = "";

    /// <summary>Empty where no mail is sent.</summary>
    public string MailHost { get; set; } = "";

    public int MailPort { get; set; } = 587;

    /// <summary>Whether the connection is encrypted by STARTTLS.</summary>
    public bool MailTls { get; set; } = true;

    /// <summary>Empty where the server asks for no name.</summary>
    public string MailUser { get; set; } = "";

    public string MailFrom { get; set; } = "";

    public string? MailPassword { get; set; }

    /// <summary>Empty where nothing is posted.</summary>
    public string WebhookUrl { get; set; } = "";

    public string? WebhookSecret { get; set; }

    /// <summary>Whether the webhook may lead to an address inside the house.</summary>
    public bool WebhookInside { get; set; }

    public bool SendsMail => MailHost.Length > 0;

    public bool Posts => WebhookUrl.Length > 0;
}
