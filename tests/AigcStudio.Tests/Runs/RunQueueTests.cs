using AigcStudio.Core.Accounts;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Runs;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class RunQueueTests : IAsyncLifetime
{
    private Workshop _shop = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RunAsk Ask => new(_shop.VersionId, Workshop.Family.Id, "quick", Seed: 1);

    public async ValueTask InitializeAsync() => _shop = await Workshop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Minutes_become_steps_by_the_measured_speed_when_the_run_is_queued()
    {
        // Two minutes of the preset at half a second a step.
        var queued = await _shop.Queue.QueueAsync(_shop.Anna, Ask, Cancel);
        Assert.Equal((240, 120.0), (queued.Estimate.Steps, queued.Estimate.Seconds));
        Assert.Equal((RunState.Queued, 240, 2.0), await StateAsync(queued.RunId));
    }

    [Fact]
    public async Task The_second_run_is_ready_after_the_first()
    {
        var first = await _shop.Queue.QueueAsync(_shop.Anna, Ask, Cancel);
        var second = await _shop.Queue.EstimateAsync(_shop.Anna, Ask, Cancel);
        Assert.InRange((second.ReadyAt - first.Estimate.ReadyAt).TotalSeconds, 119, 180);
    }

    [Fact]
    public async Task Preset_and_own_settings_are_completed_with_the_defaults()
    {
        Assert.Equal(8, (int)(await _shop.Queue.EstimateAsync(_shop.Anna, Ask, Cancel)).Settings["batch"]!);
        var own = await _shop.Queue.EstimateAsync(_shop.Anna, Ask with { Settings = new() { ["batch"] = 3 } }, Cancel);
        Assert.Equal(3, (int)own.Settings["batch"]!);
    }

    [Theory]
    [InlineData("recipe.unknownFamily")]
    [InlineData("recipe.unknownPreset")]
    [InlineData("recipe.unknownSetting")]
    [InlineData("recipe.outOfRange")]
    [InlineData("recipe.budget")]
    public async Task What_cannot_be_trained_is_refused_by_name(string code)
    {
        var ask = code switch
        {
            "recipe.unknownFamily" => Ask with { FamilyId = "Nonsense" },
            "recipe.unknownPreset" => Ask with { Preset = "own" },
            "recipe.unknownSetting" => Ask with { Settings = new() { ["speed"] = 1 } },
            "recipe.outOfRange" => Ask with { Settings = new() { ["batch"] = 65 } },
            _ => Ask with { Steps = 0 },
        };
        Assert.Equal(code, (await Assert.ThrowsAsync<RecipeException>(() => _shop.Queue.QueueAsync(_shop.Anna, ask, Cancel))).Code);
    }

    [Fact]
    public async Task A_reviewer_may_not_train_and_a_missing_version_is_not_found()
    {
        var reviewer = new Viewer(Guid.CreateVersion7(), Role.Reviewer);
        Assert.Equal("refused.notAllowed", (await Assert.ThrowsAsync<RefusedException>(() => _shop.Queue.QueueAsync(reviewer, Ask, Cancel))).Code);
        var missing = Ask with { DatasetVersionId = Guid.CreateVersion7() };
        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => _shop.Queue.QueueAsync(_shop.Anna, missing, Cancel))).Code);
    }

    [Fact]
    public async Task Anothers_private_run_answers_like_a_missing_one_to_every_act()
    {
        var id = await _shop.QueueAsync();
        await _shop.Acts.ShowAsync(_shop.Anna, id, Visibility.Private, Cancel);
        var ben = new Viewer(Guid.CreateVersion7(), Role.Creator);
        Func<Guid, Task>[] acts =
        [
            run => _shop.Get<RunReader>().GetAsync(ben, run, Cancel),
            run => _shop.Get<RunHistory>().PointsAsync(ben, run, [], 0, 100, Cancel),
            run => _shop.Acts.PauseAsync(ben, run, Cancel),
            run => _shop.Acts.CancelAsync(ben, run, Cancel),
            run => _shop.Acts.RenameAsync(ben, run, "mine", Cancel),
            run => _shop.Get<ModelActs>().PublishAsync(ben, run, null, null, Cancel),
            run => _shop.Get<RunTrash>().TrashAsync(ben, run, Cancel),
            run => _shop.Get<Generations>().QueueAsync(ben, new GenerationAsk(null, run, 1), Cancel),
        ];
        foreach (var act in acts)
        {
            var hidden = await Assert.ThrowsAsync<RefusedException>(() => act(id));
            var missing = await Assert.ThrowsAsync<RefusedException>(() => act(Guid.CreateVersion7()));
            Assert.Equal(("refused.notFound", "refused.notFound"), (hidden.Code, missing.Code));
        }
    }

    [Fact]
    public async Task A_run_in_use_is_not_trashed_and_names_its_users()
    {
        var id = await _shop.QueueAsync();
        Assert.Equal("runs.busy", (await Assert.ThrowsAsync<RunException>(() => _shop.Get<RunTrash>().TrashAsync(_shop.Anna, id, Cancel))).Code);
        await _shop.WorkAsync(Cancel);
        var model = await _shop.Get<ModelActs>().PublishAsync(_shop.Anna, id, null, "Best digits", Cancel);
        var refusal = await Assert.ThrowsAsync<RunException>(() => _shop.Get<RunTrash>().TrashAsync(_shop.Anna, id, Cancel));
        Assert.Equal(("runs.inUse", "Best digits"), (refusal.Code, refusal.Arguments[0]));

        await _shop.Get<ModelActs>().TrashAsync(_shop.Anna, model, Cancel);
        await _shop.Get<RunTrash>().TrashAsync(_shop.Anna, id, Cancel);
        Assert.Empty((await _shop.Get<RunReader>().ListAsync(_shop.Anna, new RunFilter(), null, 50, Cancel)).Items);
    }

    [Fact]
    public async Task A_list_read_by_keyset_holds_each_run_once()
    {
        for (var i = 0; i < 7; i++)
        {
            await _shop.QueueAsync();
        }

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await _shop.Get<RunReader>().ListAsync(_shop.Anna, new RunFilter(), after, 3, Cancel);
            seen.AddRange(page.Items.Select(r => r.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(), seen);
    }

    private async Task<(RunState, int, double?)> StateAsync(Guid id)
    {
        var run = await _shop.RunAsync(id);
        return (run.State, run.Steps, run.BudgetMinutes);
    }
}
