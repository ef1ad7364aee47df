using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AigcStudio.Web.Accounts;

/// <summary>
/// There is no default password: until an administrator exists, every start prints a new one-time link to the console.
/// It goes past the logs on purpose, so that it lies in no file.
/// </summary>
public sealed class FirstAdministrator(
    Invitations invitations, StudioOptions options, IConfiguration configuration, IServer server, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Started(stoppingToken);
        if (await invitations.CreateFirstAsync(options.InvitationLifetime, stoppingToken) is { } token)
        {
            await Console.Out.WriteLineAsync(
                $"""

                  No administrator yet. Open this link once, within {options.InvitationLifetime.TotalHours:0} hours, to become the first:
                  {Address()}/invitation?token={token}

                """);
        }
    }

    private string Address() => StudioAddresses.ForBrowser(
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? StudioAddresses.Default, options.BehindProxy, configuration["AllowedHosts"]);

    private async Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
