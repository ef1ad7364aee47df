using System.CommandLine;
using AigcStudio.Core;
using AigcStudio.Data;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Accounts;

/// <summary><c>AigcStudio.Web rotate-keys</c>, at the host's own console.</summary>
public static class KeyCommands
{
    public static Command RotateKeys()
    {
        var command = new Command("rotate-keys", "Makes new keys: everybody signs in again, stored passwords are kept under the new ones; the studio must be stopped.");
        command.SetAction(RotateAsync);
        return command;
    }

    private static async Task<int> RotateAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            await using var services = StudioCommands.Services(s => s.AddKeyRing().AddSingleton<KeyRotation>());
            using var only = StudioLock.Take(services.GetRequiredService<StudioFolders>());
            await services.OpenDatabaseAsync(mayUpgrade: false, cancel);
            await services.GetRequiredService<KeyRotation>().RotateAsync(cancel);
            await Console.Out.WriteLineAsync("New keys are in use. Earlier entries of the audit log still verify; everybody signs in again. Backups from before hold the earlier keys.");
            return 0;
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
}
