using AigcStudio.Core.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Jobs;

public sealed class DeviceHistoryTests
{
    private static readonly Viewer Admin = new(Guid.CreateVersion7(), Role.Admin);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_week_of_minutes_is_kept_and_shown_by_means_of_at_most_180_points()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(clock));
        var history = studio.Services.GetRequiredService<DeviceHistory>();
        await history.WriteAsync([Sample(clock.GetUtcNow(), 1)], Cancel);
        clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        await history.WriteAsync([.. Enumerable.Range(1, 1440).Select(i => Sample(clock.GetUtcNow().AddMinutes(-i), i % 2))], Cancel);

        // The same minute once more, as after a restart, changes nothing.
        await history.WriteAsync([Sample(clock.GetUtcNow().AddMinutes(-1), 0.5)], Cancel);

        var day = Assert.Single(await history.ReadAsync(Admin, TimeSpan.FromHours(24), Cancel));
        var week = Assert.Single(await history.ReadAsync(Admin, TimeSpan.FromDays(30), Cancel));
        Assert.InRange(day.Points.Count, 170, 181);
        Assert.All(day.Points.Skip(1).SkipLast(1), p => Assert.Equal(0.5, p.Load, 6));
        Assert.True(week.Points[0].At > clock.GetUtcNow().AddDays(-2), "What is older than a week is still there.");
    }

    [Fact]
    public async Task Only_an_administrator_sees_how_busy_the_host_was()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var history = studio.Services.GetRequiredService<DeviceHistory>();

        await Assert.ThrowsAsync<RefusedException>(() => history.ReadAsync(new Viewer(Guid.CreateVersion7(), Role.Creator), TimeSpan.FromHours(1), Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => history.WorkersAsync(new Viewer(Guid.CreateVersion7(), Role.Creator), Cancel));
    }

    [Fact]
    public void Load_is_the_share_of_time_between_two_looks_that_was_no_rest()
    {
        using var folder = new TestFolder();
        var stat = folder.Write("stat", "cpu  100 0 0 900 0 0 0 0 0 0\ncpu0 1 1 1 1\n"u8);
        var memory = folder.Write("meminfo", "MemTotal:       1000 kB\nMemFree: 10 kB\nMemAvailable:    400 kB\n"u8);
        var meter = new HostMeter(stat, memory);
        var first = meter.TakeLoad();
        folder.Write("stat", "cpu  150 0 25 990 10 0 25 0 0 0\n"u8);

        Assert.Equal(0.1, first, 6);
        Assert.Equal(0.5, meter.TakeLoad(), 6);
        Assert.Equal((600L << 10, 1000L << 10), meter.Memory());
    }

    private static DeviceSample Sample(DateTimeOffset at, double load) =>
        new() { Device = "host", At = at, Load = load, MemoryBytes = 1, MemoryTotalBytes = 2 };
}
