using System.Security.Cryptography;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Notifications;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Accounts;

public sealed class KeyRotationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_keys_end_old_cookies_and_keep_stored_passwords_and_the_log_readable_for_the_next_start()
    {
        await using var studio = await TemporaryStudio.OpenAsync(Add);
        var cookies = studio.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie");
        var secrets = studio.Services.GetRequiredService<NotificationSecrets>();
        var cookie = cookies.Protect("Ada");
        Assert.Equal("Ada", cookies.Unprotect(cookie));
        var stored = secrets.Protect("hunter2");
        await using (var db = await studio.DbAsync())
        {
            db.Add(new NotificationSettings { Id = 1, MailPassword = stored, WebhookSecret = secrets.Protect("hook") });
            await db.SaveChangesAsync(Cancel);
        }

        await studio.Services.GetRequiredService<AuditLog>().WriteAsync(null, "test.before", "thing", "", Cancel);
        await studio.Services.GetRequiredService<KeyRotation>().RotateAsync(Cancel);

        // As the next start reads it.
        await using var next = Next(studio.Root);
        var later = next.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie");
        Assert.ThrowsAny<CryptographicException>(() => later.Unprotect(cookie));
        Assert.Equal("Bo", later.Unprotect(later.Protect("Bo")));
        await using var after = await next.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
        var row = await after.Set<NotificationSettings>().SingleAsync(Cancel);
        Assert.NotEqual(stored, row.MailPassword);
        Assert.Equal(("hunter2", "hook"), (next.GetRequiredService<NotificationSecrets>().Reveal(row.MailPassword!), next.GetRequiredService<NotificationSecrets>().Reveal(row.WebhookSecret!)));
        Assert.Equal(new AuditVerdict(2, null), await next.GetRequiredService<AuditLog>().VerifyAsync(Cancel));
        Assert.StartsWith("2:", (await after.Audit.OrderBy(e => e.Id).LastAsync(Cancel)).Mac, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_password_that_is_lost_already_stops_the_rotation_before_anything_is_changed()
    {
        await using var studio = await TemporaryStudio.OpenAsync(Add);
        await using (var db = await studio.DbAsync())
        {
            db.Add(new NotificationSettings { Id = 1, MailPassword = "gibberish" });
            await db.SaveChangesAsync(Cancel);
        }

        await Assert.ThrowsAnyAsync<Core.StudioException>(() => studio.Services.GetRequiredService<KeyRotation>().RotateAsync(Cancel));

        Assert.Equal(1, new AuditKey(studio.Folders).Newest);
    }

    private static void Add(IServiceCollection services) => services.AddKeyRing().AddSingleton<NotificationSecrets>().AddSingleton<KeyRotation>();

    private static ServiceProvider Next(string root)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOptions();
        services.AddData(root, connectionString: null);
        Add(services);
        return services.BuildServiceProvider();
    }
}
