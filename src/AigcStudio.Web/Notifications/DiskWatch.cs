using System.Data.Common;
using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Notifications;
using AigcStudio.Data;
using AigcStudio.Data.Notifications;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Notifications;

/// <summary>Tells administrators once a day while the studio's disk is nearly full, and forgets old news.</summary>
public sealed class DiskWatch(IDbContextFactory<StudioDb> databases, StudioFolders folders, Inbox inbox, TimeProvider clock, ILogger<DiskWatch> log) : BackgroundService
{
    private const double Giga = 1e9;

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    /// <summary>Less than a twentieth of the disk, but no more than 10 GB and no less than 1 GB.</summary>
    public static bool IsLow(long freeBytes, long totalBytes) => freeBytes < Math.Clamp(totalBytes / 20.0, Giga, 10 * Giga);

    /// <summary>Tells of the disk if it is low; on one day once, however often it is looked at.</summary>
    public async Task JudgeAsync(long freeBytes, long totalBytes, CancellationToken cancel)
    {
        if (!IsLow(freeBytes, totalBytes))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var sentence = Said.Of("notice.DiskLow", Figure(freeBytes), Figure(totalBytes));
        var happening = new Happening($"disk:{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", NoticeKind.DiskLow, sentence, "/admin/storage", now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await Outbox.RaiseToAdministratorsAsync(db, happening, cancel);
        await transaction.CommitAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        do
        {
            try
            {
                var disk = new DriveInfo(folders.Root);
                await JudgeAsync(disk.AvailableFreeSpace, disk.TotalSize, stoppingToken);
                await inbox.ForgetAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or IOException or DbUpdateException)
            {
                log.LogWarning(e, "The disk could not be looked at; trying again in {Minutes} min", Look.TotalMinutes);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static string Figure(long bytes) => (bytes / Giga).ToString("0.#", CultureInfo.InvariantCulture);
}
