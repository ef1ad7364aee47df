using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Shell;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class RunLogApiTests(StudioApp studio) : IClassFixture<StudioApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_text_has_one_line_for_each_whatever_is_in_it_and_the_levels_are_chosen_alike()
    {
        var id = Guid.CreateVersion7();
        await LoneRun.AddAsync(studio.Services, Visibility.Shared, Line(id, 1, RunLineLevel.Plain, "cpu"), Line(id, 2, RunLineLevel.Warning, "a\nERROR b\u001b[2J\u2028c"));
        using var client = await studio.ClientAsync(Role.Reviewer);
        using var answer = await client.GetAsync($"/api/runs/{id}/log", Cancel);
        var lines = (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(("text/plain", "attachment"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("2026-01-02T03:04:05.006Z Warning ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("a ERROR b c", lines[1], StringComparison.Ordinal);
        var warnings = await client.GetFromJsonAsync<JsonArray>($"/api/runs/{id}/events?level=Warning", Cancel);
        Assert.Equal((2, "warning"), ((int)Assert.Single(warnings!)!["sequence"]!, Assert.Single(warnings!)!["level"]!.ToString()));
    }

    [Fact]
    public async Task The_log_of_anothers_private_run_is_not_there()
    {
        var hidden = await LoneRun.AddAsync(studio.Services, Visibility.Private);
        using var client = await studio.ClientAsync(Role.Creator);
        foreach (var id in new[] { hidden, Guid.CreateVersion7() })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/runs/{id}/log", Cancel)).StatusCode);
        }
    }

    private static RunLine Line(Guid run, long sequence, RunLineLevel level, string argument) => new()
    {
        RunId = run,
        Sequence = sequence,
        At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, TimeSpan.Zero),
        Level = level,
        Sentence = Said.Of("runs.log.engineSaid", argument),
    };
}
