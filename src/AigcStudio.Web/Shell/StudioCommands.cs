using System.CommandLine;
using AigcStudio.Data;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Storage;

namespace AigcStudio.Web.Shell;

/// <summary>What can be asked of the program at the host's console instead of starting the studio.</summary>
public static class StudioCommands
{
    private static readonly Func<Command>[] Commands =
        [AccountCommands.ApiKey, KeyCommands.RotateKeys, StorageCommands.Backup, StorageCommands.Restore, StorageCommands.Check];

    public static bool Knows(string[] args) => args.Length > 0 && Root().Subcommands.Any(c => c.Name == args[0]) || args is ["--help"] or ["-h"];

    public static Task<int> RunAsync(string[] args) => Root().Parse(args).InvokeAsync();

    /// <summary>The data of the studio that is configured here; it may be running meanwhile.</summary>
    /// <exception cref="StartRefusedException">The configuration cannot be used.</exception>
    /// <param name="more">Adds what a command needs beyond the data.</param>
    public static ServiceProvider Services(Action<IServiceCollection>? more = null)
    {
        var builder = StudioHost.CreateBuilder([]);
        var studio = StudioOptions.From(builder.Configuration, Directory.GetCurrentDirectory());
        var services = new ServiceCollection()
            .AddLogging()
            .AddOptions()
            .AddData(studio.DataRoot, builder.Configuration.GetConnectionString("Studio"), studio.BackupFolder);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("AIGC Studio. Without a command it starts and listens; see README.md for what can be configured.");
        foreach (var command in Commands)
        {
            root.Add(command());
        }

        return root;
    }
}
