using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class TrainJobTests : IAsyncLifetime
{
    private Workshop _shop = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _shop = await Workshop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_run_trains_to_its_end_and_its_row_says_so()
    {
        var id = await _shop.QueueAsync(steps: 35);
        Assert.True(await _shop.WorkAsync(Cancel));
        var run = await _shop.RunAsync(id);
        Assert.Equal((RunState.Finished, 35, null), (run.State, run.Step, run.Failure));
        Assert.Equal(Enumerable.Range(1, 35), (await _shop.CurveAsync(id)).Select(p => p.Step));
        Assert.False(await _shop.WorkAsync(Cancel));
    }

    [Theory]
    [InlineData(245, false, true)]
    [InlineData(235, false, false)]
    [InlineData(125, true, true)]
    [InlineData(115, true, false)]
    public async Task Runs_of_four_minutes_are_measured_and_those_of_two_where_there_is_a_ruler(double seconds, bool made, bool measured)
    {
        var id = await _shop.QueueAsync(steps: 35);
        if (made)
        {
            var form = JsonSerializer.Deserialize<ExampleForm>((await _shop.RunAsync(id)).Form)!;
            await File.WriteAllTextAsync(_shop.Get<StudioFolders>().RulerOf(_shop.VersionId, form), "a ruler", Cancel);
        }

        await using (var db = await _shop.Studio.DbAsync())
        {
            await db.Runs.ExecuteUpdateAsync(row => row.SetProperty(r => r.SecondsPerStep, seconds / 35), Cancel);
        }

        await _shop.WorkAsync(Cancel);
        Assert.Equal(RunState.Finished, (await _shop.RunAsync(id)).State);
        var request = Assert.Single(_shop.Engine.Requests);
        Assert.Equal((measured, TrainRequest.UsualLookShare), (request.RulerPath is not null, request.MostLookShare));
    }

    [Fact]
    public async Task A_run_whose_engine_was_killed_goes_on_from_its_checkpoint_with_the_curve_of_an_unbroken_one()
    {
        var unbroken = await _shop.QueueAsync();
        await _shop.WorkAsync(Cancel);
        _shop.Engine.DiesAt[2] = 27;
        var broken = await _shop.QueueAsync();
        await _shop.WorkAsync(Cancel);
        Assert.Equal(RunState.Queued, (await _shop.RunAsync(broken)).State);
        await _shop.WorkAsync(Cancel);

        Assert.NotNull(_shop.Engine.Requests[^1].ResumeFrom);
        Assert.Equal(RunState.Finished, (await _shop.RunAsync(broken)).State);
        Assert.Equal(await _shop.CurveAsync(unbroken), await _shop.CurveAsync(broken));
    }

    [Fact]
    public async Task An_engine_that_dies_three_times_before_any_checkpoint_ends_the_run_in_words()
    {
        var id = await _shop.QueueAsync();
        (_shop.Engine.DiesAt[1], _shop.Engine.DiesAt[2], _shop.Engine.DiesAt[3]) = (5, 5, 5);
        while (await _shop.WorkAsync(Cancel))
        {
        }

        var run = await _shop.RunAsync(id);
        Assert.Equal((RunState.Failed, "jobs.child.outOfMemory", 3), (run.State, run.Failure?.Code, _shop.Engine.Requests.Count));
    }

    [Fact]
    public async Task A_run_that_saves_something_each_time_survives_any_number_of_deaths()
    {
        var id = await _shop.QueueAsync(steps: 70);
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            _shop.Engine.DiesAt[attempt] = (attempt * 10) + 5;
        }

        while (await _shop.WorkAsync(Cancel))
        {
        }

        Assert.Equal(RunState.Finished, (await _shop.RunAsync(id)).State);
        Assert.Equal(Enumerable.Range(1, 70), (await _shop.CurveAsync(id)).Select(p => p.Step));
    }

    [Fact]
    public async Task A_damaged_newest_checkpoint_is_told_of_and_the_one_before_it_taken()
    {
        _shop.Engine.DiesAt[1] = 27;
        var id = await _shop.QueueAsync();
        await _shop.WorkAsync(Cancel);
        var newest = (await _shop.Get<RunHistory>().CheckpointsAsync(_shop.Anna, id, Cancel))[0];
        await File.WriteAllTextAsync(_shop.Studio.Blobs.PathOf(ContentHash.Parse(newest.BlobHash)), "21", Cancel);
        await _shop.WorkAsync(Cancel);

        var lines = await _shop.Get<RunHistory>().LinesAsync(_shop.Anna, id, 0, RunLineLevel.Plain, 100, Cancel);
        Assert.Contains(lines, l => l.Sentence is { Code: "runs.checkpointDamaged", Arguments: ["20"] });
        Assert.Contains(lines, l => l.Sentence is { Code: "runs.goesOn", Arguments: ["10"] });
        Assert.Equal(Enumerable.Range(1, 35), (await _shop.CurveAsync(id)).Select(p => p.Step));
    }

    [Fact]
    public async Task A_paused_run_keeps_its_step_and_goes_on_from_there()
    {
        _shop.Engine.WaitsAt = 13;
        var id = await _shop.QueueAsync();
        var working = _shop.WorkAsync(Cancel);
        await _shop.Engine.Waiting.Task;
        Assert.Equal(RunState.Pausing, await _shop.Acts.PauseAsync(_shop.Anna, id, Cancel));
        await working;
        Assert.Equal((RunState.Paused, 13), ((await _shop.RunAsync(id)).State, (await _shop.RunAsync(id)).Step));

        Assert.Equal(RunState.Queued, await _shop.Acts.ResumeAsync(_shop.Anna, id, Cancel));
        await _shop.WorkAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, 35), (await _shop.CurveAsync(id)).Select(p => p.Step));
    }

    [Fact]
    public async Task A_cancelled_run_has_a_checkpoint_and_may_be_taken_up_again()
    {
        _shop.Engine.WaitsAt = 13;
        var id = await _shop.QueueAsync();
        var working = _shop.WorkAsync(Cancel);
        await _shop.Engine.Waiting.Task;
        await _shop.Acts.CancelAsync(_shop.Anna, id, Cancel);
        await working;
        Assert.Equal(RunState.Cancelled, (await _shop.RunAsync(id)).State);

        await _shop.Acts.ResumeAsync(_shop.Anna, id, Cancel);
        await _shop.WorkAsync(Cancel);
        Assert.Equal(RunState.Finished, (await _shop.RunAsync(id)).State);
        Assert.Equal(Enumerable.Range(1, 35), (await _shop.CurveAsync(id)).Select(p => p.Step));
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_a_cancel_is_killed_after_its_grace()
    {
        (_shop.Engine.WaitsAt, _shop.Engine.AnswersCommands) = (13, false);
        var id = await _shop.QueueAsync();
        var working = _shop.WorkAsync(Cancel);
        await _shop.Engine.Waiting.Task;
        await _shop.Acts.CancelAsync(_shop.Anna, id, Cancel);
        await working.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(RunState.Cancelled, (await _shop.RunAsync(id)).State);
    }

    [Fact]
    public async Task A_host_that_stops_puts_the_run_back_in_the_queue_with_a_checkpoint()
    {
        _shop.Engine.WaitsAt = 13;
        var id = await _shop.QueueAsync();
        using var stopping = new CancellationTokenSource();
        var working = _shop.WorkAsync(stopping.Token);
        await _shop.Engine.Waiting.Task;
        await stopping.CancelAsync();
        await working;
        Assert.Equal(RunState.Queued, (await _shop.RunAsync(id)).State);
        Assert.Equal(13, (await _shop.Get<RunHistory>().CheckpointsAsync(_shop.Anna, id, Cancel))[0].Step);
    }

    [Fact]
    public async Task Numbers_that_run_away_fail_the_run_and_name_the_step()
    {
        _shop.Engine.DivergesAt = 17;
        var id = await _shop.QueueAsync();
        await _shop.WorkAsync(Cancel);
        var run = await _shop.RunAsync(id);
        Assert.Equal((RunState.Failed, "runs.diverged"), (run.State, run.Failure?.Code));
        Assert.Equal(["17"], run.Failure!.Arguments);
    }

    [Fact]
    public async Task Sample_now_leaves_a_sheet_at_its_step()
    {
        _shop.Engine.WaitsAt = 13;
        var id = await _shop.QueueAsync();
        var working = _shop.WorkAsync(Cancel);
        await _shop.Engine.Waiting.Task;
        await _shop.Acts.SampleAsync(_shop.Anna, id, Cancel);
        await working;
        var sample = Assert.Single(await _shop.Get<RunHistory>().SamplesAsync(_shop.Anna, id, Cancel));
        Assert.Equal(13, sample.Step);
        Assert.True(_shop.Studio.Blobs.Has(ContentHash.Parse(sample.BlobHash)));
    }

    [Fact]
    public async Task Old_checkpoints_go_but_the_last_three_and_those_of_models_stay()
    {
        _shop.Engine.WaitsAt = 10;
        var id = await _shop.QueueAsync(steps: 100);
        var working = _shop.WorkAsync(Cancel);
        await _shop.Engine.Waiting.Task;
        await WaitForCheckpointAsync(id);
        await _shop.Get<Data.Models.ModelActs>().PublishAsync(_shop.Anna, id, null, null, Cancel);
        await _shop.Acts.CheckpointAsync(_shop.Anna, id, Cancel);
        await working;
        var kept = (await _shop.Get<RunHistory>().CheckpointsAsync(_shop.Anna, id, Cancel)).Select(c => c.Step);
        Assert.Equal([100, 90, 80, 10], kept);
        Assert.Equal(4, _shop.Studio.Blobs.All().Count());
    }

    private async Task WaitForCheckpointAsync(Guid id)
    {
        await using var db = await _shop.Studio.DbAsync();
        await Wait.UntilAsync(() => db.Checkpoints.AnyAsync(c => c.RunId == id, Cancel), Cancel);
    }
}
