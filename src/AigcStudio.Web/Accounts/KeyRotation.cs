using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Notifications;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Accounts;

/// <summary>
/// New keys for cookies, for stored passwords and for the audit chain. Keys, links and guests' tokens of people are kept as hashes of random secrets,
/// without a key that could be lost. No studio may run meanwhile.
/// </summary>
public sealed class KeyRotation(
    IDbContextFactory<StudioDb> databases, IKeyManager keys, StudioFolders folders, AuditKey auditKey, AuditLog audit, TimeProvider clock)
{
    private const int Days = 90;

    /// <exception cref="Core.Notifications.NotificationException"><c>notifications.secretLost</c>: a stored password cannot be read even now; nothing was changed.</exception>
    public async Task RotateAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stored = await db.Set<NotificationSettings>().SingleOrDefaultAsync(cancel);
        var secrets = Ring();
        var (password, secret) = (Reveal(secrets, stored?.MailPassword), Reveal(secrets, stored?.WebhookSecret));
        var now = clock.GetUtcNow();

        // In this order a kill costs nothing: until the last step the old keys still read what is stored.
        var made = keys.CreateNewKey(now, now.AddDays(Days));
        if (stored is not null)
        {
            // A ring that has been read goes on for a while with the keys that it knows.
            var renewed = Ring();
            (stored.MailPassword, stored.WebhookSecret) = (Protect(renewed, password), Protect(renewed, secret));
            await db.SaveChangesAsync(cancel);
        }

        foreach (var old in keys.GetAllKeys().Where(k => k.KeyId != made.KeyId && !k.IsRevoked))
        {
            keys.RevokeKey(old.KeyId, "rotated");
        }

        auditKey.Rotate();
        await audit.WriteAsync(null, "keys.rotated", "workspace", $"audit key {auditKey.Newest}", cancel);
    }

    private NotificationSecrets Ring() => new(DataProtectionProvider.Create(new DirectoryInfo(folders.Keys), b => b.SetApplicationName(AccountsSetup.RingName)));

    private static string? Reveal(NotificationSecrets secrets, string? value) => value is null ? null : secrets.Reveal(value);

    private static string? Protect(NotificationSecrets renewed, string? value) => value is null ? null : renewed.Protect(value);
}
