using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Runs;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>A hub's connection that stays open keeps no right that its person, key or run has lost.</summary>
public sealed class OpenConnectionTests(WorldStudio studio, ITestOutputHelper output) : IClassFixture<WorldStudio>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StudioApp App => studio.App;

    [Fact]
    public async Task No_run_is_heard_by_somebody_who_may_not_see_it_and_the_refusal_is_that_of_a_missing_one()
    {
        var asked = 0;
        foreach (var (_, person, _) in studio.Curious)
        {
            await using var hub = await ConnectAsync((await App.CookieAsync(person)).Header);
            var missing = (await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("Watch", Guid.CreateVersion7(), Cancel))).Message;
            foreach (var thing in studio.World.ClosedTo(person).OrderByDescending(t => t.Kind == "run").Take(60))
            {
                asked++;
                Assert.Equal(missing, (await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("Watch", thing.Id, Cancel))).Message);
            }
        }

        output.WriteLine($"{asked} watches of what is another's: refused as a missing one.");
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("signed out")]
    [InlineData("everywhere")]
    [InlineData("revoked")]
    [InlineData("expired")]
    public async Task Whoever_is_shut_out_is_refused_on_the_next_act_of_an_open_connection(string how)
    {
        var (person, run) = (await App.PersonAsync(Role.Creator), studio.World.Things.First(t => t is { Kind: "run", Shown: Visibility.Shared }).Id);
        var (cookie, signIn) = await App.CookieAsync(person.Id);
        var (secret, keyId) = await KeyAsync(person);
        await using var hub = how is "revoked" or "expired" ? await ConnectAsync(null, secret) : await ConnectAsync(cookie);
        await hub.InvokeAsync("Watch", run, Cancel);

        await ShutOutAsync(how, person, signIn, keyId);

        var refused = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("Watch", studio.World.Things.Last(t => t is { Kind: "run", Shown: Visibility.Shared }).Id, Cancel));
        Assert.Contains("refused.signedOut", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("revoked")]
    [InlineData("hidden")]
    public async Task News_end_within_a_minute_of_a_lost_right_on_an_open_connection(string how)
    {
        var time = new Shifted();
        await using var app = new StudioApp { More = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)) };
        var (person, owner) = (await app.PersonAsync(Role.Creator), await app.PersonAsync(Role.Creator));
        var (secret, keyId) = await KeyAsync(person, app);
        var databases = app.Services.GetRequiredService<IDbContextFactory<Data.StudioDb>>();
        var run = (await Gallery.Shelf.LineageAsync(databases, owner.Id, "c")).RunId;
        await using (var db = await databases.CreateDbContextAsync(Cancel))
        {
            var form = """{"kind":"image","Channels":1,"Height":4,"Width":4}""";
            await db.Runs.ExecuteUpdateAsync(row => row.SetProperty(r => r.Form, form), Cancel);
        }

        var feed = app.Services.GetRequiredService<RunFeed>();
        await using var hub = await ConnectAsync(how == "revoked" ? null : (await app.CookieAsync(person.Id)).Header, secret, app);
        var heard = 0;
        hub.On<Guid, RunEvent>("RunEvent", (_, _) => Interlocked.Increment(ref heard));
        await hub.InvokeAsync("Watch", run, Cancel);
        feed.PublishState(run, RunState.Running);
        await Wait.UntilAsync(() => Volatile.Read(ref heard) > 0, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        if (how == "hidden")
        {
            await app.Services.GetRequiredService<RunActs>().ShowAsync(new Viewer(owner.Id, Role.Creator), run, Visibility.Private, Cancel);
        }
        else
        {
            await ShutOutAsync(how, person, default, keyId, app);
        }

        time.Shift += TimeSpan.FromMinutes(1);
        feed.PublishState(run, RunState.Finished);
        await Wait.UntilAsync(() => feed.Watchers == 0 || Volatile.Read(ref heard) > 1, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Equal(1, heard);
    }

    [Fact]
    public async Task Whoever_asks_a_hub_too_often_is_refused_and_another_connection_is_served()
    {
        var (flood, other) = (await App.PersonAsync(Role.Creator), await App.PersonAsync(Role.Creator));
        await using var fast = await ConnectAsync((await App.CookieAsync(flood.Id)).Header);
        await using var calm = await ConnectAsync((await App.CookieAsync(other.Id)).Header);
        var refusals = await Task.WhenAll(Enumerable.Range(0, 600).Select(async _ =>
            (await Assert.ThrowsAsync<HubException>(() => fast.InvokeAsync("Watch", Guid.CreateVersion7(), Cancel))).Message));

        Assert.Contains(refusals, r => r.Contains("refused.tooOften", StringComparison.Ordinal));
        Assert.Contains(refusals, r => r.Contains("refused.notFound", StringComparison.Ordinal));
        Assert.Contains("refused.notFound", (await Assert.ThrowsAsync<HubException>(() => calm.InvokeAsync("Watch", Guid.CreateVersion7(), Cancel))).Message, StringComparison.Ordinal);
        output.WriteLine($"600 acts at once: {refusals.Count(r => r.Contains("tooOften", StringComparison.Ordinal))} refused.");
    }

    private async Task ShutOutAsync(string how, Person person, Guid signIn, Guid keyId, StudioApp? app = null)
    {
        var services = (app ?? App).Services;
        var admin = new Viewer((await (app ?? App).PersonAsync(Role.Admin)).Id, Role.Admin);
        await using var db = await services.GetRequiredService<IDbContextFactory<Data.StudioDb>>().CreateDbContextAsync(Cancel);
        await (how switch
        {
            "disabled" => services.GetRequiredService<People>().SetDisabledAsync(admin, person.Id, true, Cancel),
            "signed out" => services.GetRequiredService<SignIns>().EndAsync(admin, signIn, Cancel),
            "everywhere" => services.GetRequiredService<SignIns>().EndAllAsync(admin, person.Id, null, Cancel),
            "revoked" => services.GetRequiredService<ApiKeys>().RevokeAsync(admin, keyId, Cancel),
            _ => db.Database.ExecuteSqlAsync($"UPDATE ApiKeys SET ExpiresAt = 0 WHERE Id = {keyId}", Cancel),
        });
    }

    private async Task<(string Secret, Guid Id)> KeyAsync(Person person, StudioApp? app = null)
    {
        var keys = (app ?? App).Services.GetRequiredService<ApiKeys>();
        var owner = new Viewer(person.Id, person.Role);
        var secret = await keys.CreateAsync(owner, "script", Role.Reviewer, TimeSpan.FromDays(1), Cancel);
        return (secret, (await keys.ListAsync(owner, Cancel)).Single().Id);
    }

    // Over a socket, which asks for rights once and then stays open.
    private async Task<HubConnection> ConnectAsync(string? cookie, string? secret = null, StudioApp? app = null)
    {
        var server = (app ?? App).Server;
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(server.BaseAddress, "/hubs/runs"), o =>
            {
                o.HttpMessageHandlerFactory = _ => server.CreateHandler();
                o.Transports = HttpTransportType.WebSockets;
                o.SkipNegotiation = true;
                o.WebSocketFactory = async (context, cancel) =>
                {
                    var sockets = server.CreateWebSocketClient();
                    sockets.ConfigureRequest = request =>
                    {
                        request.Headers.Origin = "http://localhost";
                        request.Headers.Cookie = cookie;
                        request.Headers.Authorization = cookie is null ? $"Bearer {secret}" : default;
                    };
                    return await sockets.ConnectAsync(context.Uri, cancel);
                };
            })
            .Build();
        await hub.StartAsync(Cancel);
        return hub;
    }

    private sealed class Shifted : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override long GetTimestamp() => System.GetTimestamp() + (long)(Shift.TotalSeconds * System.TimestampFrequency);

        public override long TimestampFrequency => System.TimestampFrequency;
    }
}
