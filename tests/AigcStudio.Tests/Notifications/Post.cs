using System.Text;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Notifications;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Notifications;

/// <summary>A studio that sends what it has to tell, its people, and a clock that is moved by hand.</summary>
public abstract class Post : IAsyncLifetime
{
    private protected const string Secret = "a-secret-of-the-house";

    private protected TemporaryStudio Studio { get; private set; } = null!;

    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2040, 1, 1, 12, 0, 0, TimeSpan.Zero));

    private protected Viewer Admin { get; private set; } = null!;

    private protected Viewer Carl { get; private set; } = null!;

    private protected Viewer Rita { get; private set; } = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Studio = await TemporaryStudio.OpenAsync(s =>
        {
            s.AddSingleton<TimeProvider>(Clock);
            s.AddSingleton<Texts>();
            s.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
            s.AddNotificationDesk();
            foreach (var background in s.Where(d => d.ServiceType == typeof(IHostedService)).ToList())
            {
                s.Remove(background);
            }

            s.AddTransient<NoticePost>();
            s.AddTransient<DiskWatch>();
        });
        (Admin, Carl, Rita) = (await PersonAsync("Ada", Role.Admin), await PersonAsync("Carl", Role.Creator), await PersonAsync("Rita", Role.Reviewer));
    }

    public async ValueTask DisposeAsync()
    {
        await Studio.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected T The<T>()
        where T : notnull => Studio.Services.GetRequiredService<T>();

    private protected async Task<Viewer> PersonAsync(string name, Role role)
    {
        var person = new Person
        {
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            DisplayName = name,
            UserName = name,
            Email = $"{name.ToLowerInvariant()}@example.org",
            NormalizedUserName = name.ToUpperInvariant(),
            Role = role,
            PasswordHash = "none",
            SecurityStamp = name,
        };
        await using var db = await Studio.DbAsync();
        db.People.Add(person);
        await db.SaveChangesAsync(Cancel);
        return new Viewer(person.Id, role);
    }

    private protected Task SetAsync(string? mailHost = null, int? mailPort = null, string? webhook = null, bool inside = true) => The<NotificationDesk>().SaveAsync(
        Admin,
        new NotificationChange("https://studio.example.org", mailHost, mailPort, false, null, "studio@example.org", null, webhook, webhook is null ? null : Secret, inside),
        Cancel);

    private protected async Task RaiseAsync(NoticeKind kind = NoticeKind.RunFailed, string key = "run:1", params Guid[] people)
    {
        await using var db = await Studio.DbAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await Outbox.RaiseAsync(
            db, new Happening(key, kind, Said.Of($"notice.{kind}", "Tea 茶", 3), "/runs/1", Clock.GetUtcNow()), people.Length == 0 ? [Carl.PersonId] : people, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    private protected async Task<IReadOnlyList<Delivery>> DeliveriesAsync()
    {
        await using var db = await Studio.DbAsync();
        return await db.Deliveries.AsNoTracking().OrderBy(d => d.Id).ToListAsync(Cancel);
    }

    private protected async Task<IReadOnlyList<NoticeCard>> NewsAsync(Viewer viewer) => (await The<Inbox>().ListAsync(viewer, unread: false, null, 50, Cancel)).Items;

    /// <summary>Everything that stands in the database's files, to look for what must not.</summary>
    private protected async Task<string> AllBytesAsync()
    {
        await using (var db = await Studio.DbAsync())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Cancel);
        }

        await using var file = new FileStream(Studio.Folders.Database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return await reader.ReadToEndAsync(Cancel);
    }
}
