using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;
using AigcStudio.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Storage.Backups;

public sealed class NightBackupTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2040, 1, 1, 4, 0, 0, TimeSpan.Zero));
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NightBackup Night => _studio.Services.GetRequiredService<NightBackup>();

    private BackupFolder Folder => _studio.Services.GetRequiredService<BackupFolder>();

    public async ValueTask InitializeAsync()
    {
        _clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        _studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(_clock).AddSingleton<BackupDesk>().AddSingleton<NightBackup>());
    }

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Each_night_has_one_backup_and_the_rule_says_how_many_stay()
    {
        await SaveAsync(2);
        for (var night = 0; night < 4; night++)
        {
            Assert.NotNull(await Night.LookAsync(Cancel));
            _clock.Advance(TimeSpan.FromHours(22.9));
            Assert.Null(await Night.LookAsync(Cancel));
            _clock.Advance(TimeSpan.FromHours(1.1));
        }

        Assert.Equal(2, Folder.List().Count);
        await SaveAsync(0);
        Assert.Null(await Night.LookAsync(Cancel));
    }

    [Fact]
    public async Task A_backup_that_fails_is_told_to_administrators_once_and_leaves_nothing_half_made()
    {
        var admin = new Person { Id = Guid.CreateVersion7(), UserName = "ada", DisplayName = "Ada", Role = Role.Admin, PasswordHash = "none" };
        await using (var db = await _studio.DbAsync())
        {
            db.Add(admin);
            await db.SaveChangesAsync(Cancel);
        }

        Directory.CreateDirectory(Folder.Root);
        await File.WriteAllTextAsync(Folder.Blobs, "in the way", Cancel);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => Night.LookAsync(Cancel));
        Assert.Null(await Night.LookAsync(Cancel));

        await using var after = await _studio.DbAsync();
        Assert.Equal("storage.backup.failed", refusal.Code);
        Assert.Equal((NoticeKind.BackupFailed, "/admin/storage"), Assert.Single(await after.Notices.Where(n => n.PersonId == admin.Id).Select(n => ValueTuple.Create(n.Kind, n.Link)).ToListAsync(Cancel)));
        Assert.Equal("backup.failed", Assert.Single(await after.Audit.Where(e => e.Act.StartsWith("backup")).ToListAsync(Cancel)).Act);
        Assert.Empty(Directory.EnumerateDirectories(Folder.Root));
    }

    private Task SaveAsync(int kept) => _studio.Services.GetRequiredService<HousekeepingRules>()
        .SaveAsync(new Viewer(Guid.CreateVersion7(), Role.Admin), new Housekeeping { BackupsKept = kept }, Cancel);
}
