using AigcStudio.Data.Storage;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Storage;

public sealed class NightWatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_night_whose_work_fails_is_told_to_the_log_and_stops_nothing()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2040, 1, 1, 2, 59, 0, TimeSpan.Zero));
        clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        var lines = new LogLines();
        await using var studio = await TemporaryStudio.OpenAsync(s =>
        {
            s.AddSingleton<TimeProvider>(clock);
            s.AddSingleton<ILoggerProvider>(lines);
            s.AddSingleton<NightWatch>();
        });
        await using (var db = await studio.DbAsync())
        {
            db.Add(new Housekeeping { Id = 1, TrashDays = 30 });
            await db.SaveChangesAsync(Cancel);
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Full BEFORE INSERT ON Jobs BEGIN SELECT RAISE(ABORT, 'the disk is full'); END", Cancel);
        }

        var watch = studio.Services.GetRequiredService<NightWatch>();
        await watch.StartAsync(Cancel);
        await Wait.UntilAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                return watch.ExecuteTask!.IsCompleted || lines.All.Any(Tells);
            },
            Cancel);

        Assert.False(watch.ExecuteTask!.IsCompleted);
        Assert.Contains(lines.All, Tells);
        await watch.StopAsync(Cancel);

        static bool Tells(string line) =>
            line.StartsWith("The night", StringComparison.Ordinal) && line.Contains("the disk is full", StringComparison.Ordinal);
    }
}
