using System.CommandLine;
using AigcStudio.Core;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;
using AigcStudio.Data.Storage.Erasing;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Storage;

/// <summary><c>backup</c>, <c>restore</c> and <c>check</c>, at the host's own console.</summary>
public static class StorageCommands
{
    public static Command Backup()
    {
        var to = new Option<string?>("--to") { Description = "Another folder than the configured one." };
        var command = new Command("backup", "Makes a backup and checks it; the studio may run meanwhile.") { to };
        command.SetAction((parsed, cancel) => InWordsAsync(services => BackupAsync(services, parsed.GetValue(to), cancel)));
        return command;
    }

    public static Command Restore()
    {
        var from = new Option<string>("--from") { Description = "The folder of one backup, studio-...", Required = true };
        var aside = new Option<bool>("--move-aside") { Description = "Move what lies in the data folder into a folder aside-... of it." };
        var command = new Command("restore", "Puts a backup into the data folder and compares what was restored; the studio must be stopped.") { from, aside };
        command.SetAction((parsed, cancel) => InWordsAsync(services => RestoreAsync(services, Path.GetFullPath(parsed.GetRequiredValue(from)), parsed.GetValue(aside), cancel)));
        return command;
    }

    public static Command Check()
    {
        var quick = new Option<bool>("--quick") { Description = "Do not read the bytes of every file." };
        var command = new Command("check", "Looks whether all data are whole and says what is not; the studio may run meanwhile.") { quick };
        command.SetAction((parsed, cancel) => InWordsAsync(services => CheckAsync(services, parsed.GetValue(quick), cancel)));
        return command;
    }

    private static async Task<int> InWordsAsync(Func<IServiceProvider, Task<int>> act)
    {
        try
        {
            await using var services = StudioCommands.Services();
            return await act(services);
        }
        catch (StudioException refusal)
        {
            await Console.Error.WriteLineAsync(new Texts()[Said.Of(refusal)]);
        }
        catch (Exception fault) when (fault is StartRefusedException or UpgradeRefusedException or IOException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
        }

        return 1;
    }

    private static async Task<int> BackupAsync(IServiceProvider services, string? to, CancellationToken cancel)
    {
        await services.OpenDatabaseAsync(mayUpgrade: false, cancel);
        var made = await services.GetRequiredService<BackupMaker>().MakeAsync(null, to is null ? null : Path.GetFullPath(to), null, cancel);
        await Console.Out.WriteLineAsync(
            $"{made.Path}: {made.Manifest.DatabaseBytes} bytes of rows, checked; {made.Manifest.Blobs} files ({made.Manifest.BlobBytes} bytes), {made.Manifest.MissingBlobs.Count} missing already.");
        return made.Manifest.MissingBlobs.Count == 0 ? 0 : 1;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, string from, bool moveAside, CancellationToken cancel)
    {
        using var only = StudioLock.Take(services.GetRequiredService<StudioFolders>());
        var done = await services.GetRequiredService<BackupRestore>().RestoreAsync(from, moveAside, cancel);

        // Services from here on: the keys that came back are read when they are first asked for.
        await services.OpenDatabaseAsync(mayUpgrade: true, cancel);
        await services.GetRequiredService<Erasures>().RepeatAsync(done.Erased, cancel);
        await services.GetRequiredService<AuditLog>().WriteAsync(null, "backup.restored", $"backup:{done.Backup.Name}", $"{done.Blobs} blobs, {done.Missing.Count} missing", cancel);
        if (done.Aside is { } aside)
        {
            await Console.Out.WriteLineAsync($"What was there before lies in {aside}.");
        }

        foreach (var hash in done.Missing.Except(done.Erased))
        {
            await Console.Error.WriteLineAsync($"File {hash} is not in the backup, or is damaged there.");
        }

        await Console.Out.WriteLineAsync($"Restored {done.Backup.Name}: every table has its rows, {done.Blobs} files have their hashes.");
        return done.Missing.Except(done.Erased).Any() ? 1 : 0;
    }

    private static async Task<int> CheckAsync(IServiceProvider services, bool quick, CancellationToken cancel)
    {
        var report = await services.GetRequiredService<IntegrityCheck>().RunAsync(quick, cancel);
        foreach (var finding in report.Findings)
        {
            await Console.Out.WriteLineAsync(finding);
        }

        await Console.Out.WriteLineAsync(report.Whole ? $"All is whole: {report.Blobs} files, {report.Bytes} bytes." : $"{report.Findings.Count} findings.");
        return report.Whole ? 0 : 1;
    }
}
