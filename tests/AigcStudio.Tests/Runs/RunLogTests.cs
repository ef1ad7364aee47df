using AigcStudio.Core;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class RunLogTests : IAsyncLifetime
{
    private Workshop _shop = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _shop = await Workshop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task The_log_tells_start_device_checkpoints_and_ending_in_order()
    {
        var id = await _shop.QueueAsync(steps: 25);
        await _shop.WorkAsync(Cancel);
        var lines = await LinesAsync(id);
        Assert.Equal(
            ["runs.log.attempt", "runs.log.started", "runs.log.saved.Timed", "runs.log.saved.Timed", "runs.log.saved.Finished", "runs.log.finished"],
            lines.Select(l => l.Sentence.Code));
        Assert.Equal(["cpu", "0", "25", "1234"], lines[1].Sentence.Arguments);
        Assert.All(lines, l => Assert.Equal(RunLineLevel.Plain, l.Level));
        Assert.Equal(lines.Select(l => l.Sequence).Distinct().Order(), lines.Select(l => l.Sequence));
    }

    [Fact]
    public async Task The_last_words_of_an_engine_that_died_outlive_the_next_attempt_and_name_no_folder_of_the_host()
    {
        _shop.Engine.DiesAt[1] = 17;
        _shop.Engine.LastWords = [$"terminate called at {_shop.Get<StudioFolders>().Root}/packs/x", "mat1 and mat2 cannot be multiplied"];
        var id = await _shop.QueueAsync();
        await _shop.WorkAsync(Cancel);
        await _shop.WorkAsync(Cancel);

        var warnings = await LinesAsync(id, RunLineLevel.Warning);
        Assert.Equal(["runs.log.engineSaid", "runs.log.engineSaid", "jobs.child.outOfMemory"], warnings.Select(l => l.Sentence.Code));
        Assert.Equal("terminate called at …/packs/x", warnings[0].Sentence.Arguments[0]);
        Assert.Equal(2, (await LinesAsync(id)).Count(l => l.Sentence.Code == "runs.log.started"));
    }

    [Fact]
    public async Task A_failure_stands_last_as_an_error()
    {
        _shop.Engine.DivergesAt = 17;
        var id = await _shop.QueueAsync();
        await _shop.WorkAsync(Cancel);
        var error = Assert.Single(await LinesAsync(id, RunLineLevel.Error));
        Assert.Equal(("runs.diverged", "17"), (error.Sentence.Code, error.Sentence.Arguments[0]));
    }

    [Fact]
    public async Task A_log_keeps_a_thousand_lines_and_the_plain_ones_go_first()
    {
        var id = await _shop.QueueAsync(steps: 25);
        await using (var db = await _shop.Studio.DbAsync())
        {
            db.RunLines.AddRange(Enumerable.Range(1, 1_500).Select(i => new RunLine
            {
                RunId = id,
                Sequence = i,
                Level = i <= 3 ? RunLineLevel.Warning : RunLineLevel.Plain,
                Sentence = Said.Of("runs.log.paused"),
                OfStudio = true,
            }));
            await db.SaveChangesAsync(Cancel);
            await db.Runs.ExecuteUpdateAsync(row => row.SetProperty(r => r.LastSequence, 1_500), Cancel);
        }

        await _shop.WorkAsync(Cancel);
        Assert.Equal(RunState.Finished, (await _shop.RunAsync(id)).State);
        var lines = await LinesAsync(id);
        Assert.Equal(1_000, lines.Count);
        Assert.Equal([1, 2, 3], lines.Take(3).Select(l => l.Sequence));
        Assert.Equal("runs.log.finished", lines[^1].Sentence.Code);
    }

    private Task<IReadOnlyList<RunLine>> LinesAsync(Guid run, RunLineLevel least = default) =>
        _shop.Get<RunHistory>().LinesAsync(_shop.Anna, run, 0, least, RunHistory.MostLines, Cancel);
}
