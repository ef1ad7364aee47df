using System.Security.Cryptography;
using AigcStudio.Core.Notifications;
using Microsoft.AspNetCore.DataProtection;

namespace AigcStudio.Web.Notifications;

/// <summary>Passwords and keys for the world outside as they stand in the database: of no use without the studio's own key ring.</summary>
public sealed class NotificationSecrets(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("AigcStudio.Notifications");

    public string Protect(string secret) => _protector.Protect(secret);

    /// <exception cref="NotificationException"><c>notifications.secretLost</c>: the key ring is another than when it was stored.</exception>
    public string Reveal(string stored)
    {
        try
        {
            return _protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            throw new NotificationException("notifications.secretLost");
        }
    }
}
