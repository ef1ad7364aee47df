using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>The commands of the host's console beside a studio at work and on one that is stopped.</summary>
public sealed class KeepingTests
{
    [Fact]
    [Trait("Lane", "Slow")]
    public async Task Backup_and_check_run_beside_a_studio_and_restore_and_new_keys_only_without_one()
    {
        await using var studio = await StudioProcess.StartAsync();
        var elsewhere = Directory.CreateTempSubdirectory("aigc-backups-").FullName;
        try
        {
            Assert.Contains("checked", await studio.CommandLineAsync("backup", "--to", elsewhere), StringComparison.Ordinal);
            Assert.Contains("All is whole", await studio.CommandLineAsync("check"), StringComparison.Ordinal);
            var backup = Assert.Single(Directory.EnumerateDirectories(elsewhere, "studio-*"));
            var running = await Assert.ThrowsAsync<InvalidOperationException>(() => studio.CommandLineAsync("restore", "--from", backup, "--move-aside"));
            Assert.Contains("Another studio works on", running.Message, StringComparison.Ordinal);
            var keys = await Assert.ThrowsAsync<InvalidOperationException>(() => studio.CommandLineAsync("rotate-keys"));
            Assert.Contains("Another studio works on", keys.Message, StringComparison.Ordinal);

            await studio.KillAsync();
            var occupied = await Assert.ThrowsAsync<InvalidOperationException>(() => studio.CommandLineAsync("restore", "--from", backup));
            Assert.Contains("--move-aside", occupied.Message, StringComparison.Ordinal);
            Assert.Contains("every table has its rows", await studio.CommandLineAsync("restore", "--from", backup, "--move-aside"), StringComparison.Ordinal);
            Assert.Contains("New keys are in use", await studio.CommandLineAsync("rotate-keys"), StringComparison.Ordinal);
            Assert.Contains("All is whole", await studio.CommandLineAsync("check"), StringComparison.Ordinal);
            await studio.StartAgainAsync();
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }
}
