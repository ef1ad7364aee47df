using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Tests.Shell;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>What nobody expected is answered with a number under which the log has it, and with nothing of how the studio is made.</summary>
public sealed class FaultTests : IAsyncDisposable
{
    private const string Insides = @"SQLite|no such table|Exception|\bat AigcStudio|\.cs:line|EntityFramework|StudioDb|SELECT ";

    private readonly StudioApp _studio = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task The_api_names_a_number_and_no_more()
    {
        using var reviewer = await _studio.ClientAsync(Role.Reviewer);
        await DropAsync("ALTER TABLE Boards RENAME TO Away");
        using var answer = await reviewer.GetAsync("/api/boards", Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        var id = (string)JsonNode.Parse(body)!["id"]!;

        Assert.Equal((HttpStatusCode.InternalServerError, "error.unexpected"), (answer.StatusCode, (string)JsonNode.Parse(body)!["code"]!));
        Assert.DoesNotMatch(Insides, body);
        Assert.Contains(_studio.Lines.All, l => l.Contains(id, StringComparison.Ordinal) && l.Contains("no such table", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_names_a_number_and_no_more()
    {
        using var nobody = _studio.Bare();
        await DropAsync("ALTER TABLE Invitations RENAME TO Away");
        using var answer = await nobody.GetAsync("/invitation?token=abc", Cancel);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        var id = Regex.Match(page, "written down as ([^ .]+)").Groups[1].Value;

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotMatch(Insides, page);
        Assert.NotEmpty(id);
        Assert.Contains(_studio.Lines.All, l => l.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hub_names_a_number_and_no_more()
    {
        using var client = await _studio.ClientAsync(Role.Reviewer);
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(_studio.Server.BaseAddress, "/hubs/runs"), o =>
            {
                o.HttpMessageHandlerFactory = _ => _studio.Server.CreateHandler();
                o.Transports = HttpTransportType.LongPolling;
                o.Headers["Authorization"] = client.DefaultRequestHeaders.Authorization!.ToString();
            })
            .Build();
        await hub.StartAsync(Cancel);
        await DropAsync("ALTER TABLE Runs RENAME TO Away");
        var fault = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("Watch", Guid.CreateVersion7(), Cancel));
        var id = Regex.Match(fault.Message, "error.unexpected: (.+)$").Groups[1].Value;

        Assert.NotEmpty(id);
        Assert.DoesNotMatch(@"SQLite|no such table|AigcStudio|\.cs:line", fault.Message);
        Assert.Contains(_studio.Lines.All, l => l.Contains(id, StringComparison.Ordinal) && l.Contains("no such table", StringComparison.Ordinal));
    }

    private async Task DropAsync(string statement)
    {
        await using var db = await _studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
        await db.Database.ExecuteSqlRawAsync(statement, Cancel);
    }
}
