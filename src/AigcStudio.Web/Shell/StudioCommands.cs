using System.CommandLine;
using AigcStudio.Data;
using AigcStudio.Web.Accounts;

namespace AigcStudio.Web.Shell;

/// <summary>What can be asked of the program at the host's console instead of starting the studio.</summary>
public static class StudioCommands
{
    private static readonly Func<Command>[] Commands = [AccountCommands.ApiKey];

    public static bool Knows(string[] args) => args.Length > 0 && Root().Subcommands.Any(c => c.Name == args[0]) || args is ["--help"] or ["-h"];

    public static Task<int> RunAsync(string[] args) => Root().Parse(args).InvokeAsync();

    /// <summary>The data of the studio that is configured here; it may be running meanwhile.</summary>
    /// <exception cref="StartRefusedException">The configuration cannot be used.</exception>
    public static ServiceProvider Services()
    {
        var builder = StudioHost.CreateBuilder([]);
        var studio = StudioOptions.From(builder.Configuration, Directory.GetCurrentDirectory());
        return new ServiceCollection()
            .AddLogging()
            .AddData(studio.DataRoot, builder.Configuration.GetConnectionString("Studio"))
            .BuildServiceProvider();
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
