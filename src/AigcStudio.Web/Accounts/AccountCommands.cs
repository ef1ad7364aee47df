using System.CommandLine;
using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Accounts;

/// <summary><c>AigcStudio.Web apikey create --name ci --role Creator</c>, at the host's own console.</summary>
public static class AccountCommands
{
    public static Command ApiKey()
    {
        var name = new Option<string>("--name") { Description = "What the key is for.", Required = true };
        var role = new Option<Role>("--role") { Description = "Reviewer, Creator or Admin.", DefaultValueFactory = _ => Role.Creator };
        var owner = new Option<string?>("--owner") { Description = "E-mail of its owner; this host itself where left out." };
        var days = new Option<int>("--days") { Description = "Days until it ends.", DefaultValueFactory = _ => 90 };
        var create = new Command("create", "Makes a key and prints its secret, once.") { name, role, owner, days };
        create.SetAction((parsed, cancel) => CreateAsync(
            parsed.GetRequiredValue(name), parsed.GetValue(role), parsed.GetValue(owner), parsed.GetValue(days), cancel));
        return new Command("apikey", "Keys for scripts.") { create };
    }

    private static async Task<int> CreateAsync(string name, Role role, string? owner, int days, CancellationToken cancel)
    {
        await using var provider = StudioCommands.Services();
        await provider.OpenDatabaseAsync(mayUpgrade: false, cancel);
        var people = provider.GetRequiredService<People>();
        var viewer = owner is null ? await people.HostAsync(cancel) : await people.FindAsync(owner, cancel);
        if (viewer is null || days is < 1 or > 3650 || role > viewer.Role)
        {
            await Console.Error.WriteLineAsync(
                "No key was made: the owner is not known here, has a smaller role than the key, or --days is not from 1 to 3650.");
            return 1;
        }

        var keys = provider.GetRequiredService<ApiKeys>();
        await Console.Out.WriteLineAsync(await keys.CreateAsync(viewer, name, role, TimeSpan.FromDays(days), cancel));
        return 0;
    }
}
