using AigcStudio.Data;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class HostBenchmarkTests
{
    [Fact]
    public async Task A_host_that_cannot_be_measured_is_told_to_the_log_and_stops_nothing()
    {
        var (clock, lines, cancel) = (new FakeTimeProvider(), new LogLines(), TestContext.Current.CancellationToken);
        using var logs = new LoggerFactory([lines]);
        using var benchmark = new HostBenchmark(new Full(), null!, null!, null!, clock, logs.CreateLogger<HostBenchmark>());

        await benchmark.StartAsync(cancel);
        await Wait.UntilAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                return benchmark.ExecuteTask!.IsCompleted;
            },
            cancel);

        Assert.True(benchmark.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Contains(lines.All, l => l.Contains("the disk is full", StringComparison.Ordinal));
    }

    private sealed class Full : IDbContextFactory<StudioDb>
    {
        public StudioDb CreateDbContext() => throw new IOException("the disk is full");
    }
}
