using System.Net;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Runs;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class RunsHubTests : IDisposable
{
    private readonly StudioApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Who_may_see_a_run_hears_it_until_unwatched()
    {
        var run = await AddRunAsync(Visibility.Shared);
        await using var hub = await ConnectAsync();
        var heard = new TaskCompletionSource<(Guid RunId, RunEvent Happened)>();
        hub.On<Guid, RunEvent>("RunEvent", (id, happened) => heard.TrySetResult((id, happened)));
        await hub.InvokeAsync("Watch", run, Cancel);
        var feed = _app.Services.GetRequiredService<RunFeed>();
        feed.Publish(run, new RunEvent(7, default, new PointsReported(70, new Dictionary<string, double> { ["loss"] = 0.5 })));

        var (runId, happened) = await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal((run, 7L, 70), (runId, happened.Sequence, Assert.IsType<PointsReported>(happened.Payload).Step));
        await hub.InvokeAsync("Unwatch", run, Cancel);
        Assert.Equal(0, feed.Watchers);
    }

    [Fact]
    public async Task Anothers_private_run_and_a_missing_one_are_refused_alike()
    {
        var hidden = await AddRunAsync(Visibility.Private);
        await using var hub = await ConnectAsync();
        var refused = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("Watch", hidden, Cancel));
        var missing = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("Watch", Guid.CreateVersion7(), Cancel));
        Assert.Contains("refused.notFound", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, missing.Message);
        Assert.Equal(0, _app.Services.GetRequiredService<RunFeed>().Watchers);
    }

    [Fact]
    public async Task One_watch_more_than_the_studio_allows_is_refused()
    {
        _app.Services.GetRequiredService<IOptions<WatcherOptions>>().Value.Most = 2;
        await using var hub = await ConnectAsync();
        await hub.InvokeAsync("Watch", await AddRunAsync(Visibility.Shared), Cancel);
        await hub.InvokeAsync("Watch", await AddRunAsync(Visibility.Shared), Cancel);
        var third = await AddRunAsync(Visibility.Shared);
        var refused = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("Watch", third, Cancel));
        Assert.Contains("runs.tooManyWatchers", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_joins_without_signing_in()
    {
        using var client = _app.Bare();
        using var answer = await client.PostAsync("/hubs/runs/negotiate?negotiateVersion=1", null, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<HubConnection> ConnectAsync()
    {
        using var client = await _app.ClientAsync(Role.Reviewer);
        var key = client.DefaultRequestHeaders.Authorization!.ToString();
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(_app.Server.BaseAddress, "/hubs/runs"), o =>
            {
                o.HttpMessageHandlerFactory = _ => _app.Server.CreateHandler();
                o.Transports = HttpTransportType.LongPolling;
                o.Headers["Authorization"] = key;
            })
            .Build();
        await hub.StartAsync(Cancel);
        return hub;
    }

    private Task<Guid> AddRunAsync(Visibility visibility) => LoneRun.AddAsync(_app.Services, visibility);
}
