using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Runs;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs.Pages;

public sealed class RunActionsTests : StudioPageTest
{
    [Fact]
    public async Task Pause_spins_until_the_run_has_really_paused()
    {
        var run = KeepRunning();
        var page = await OpenAsync(run);
        Button(page, "runs.pause").Click();
        page.WaitForAssertion(() => Assert.Equal("true", Button(page, "runs.pause").GetAttribute("aria-busy")));
        await ShowAgainAsync(page, run);
        Assert.Equal(RunState.Pausing, page.Instance.Run.Card.State);
        Assert.Equal("true", Button(page, "runs.pause").GetAttribute("aria-busy"));

        Reach(run, RunState.Paused);
        await ShowAgainAsync(page, run);
        Assert.Equal("false", Button(page, "runs.resume").GetAttribute("aria-busy"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains(Texts["runs.pause"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_opened_while_it_pauses_spins_too()
    {
        var page = await OpenAsync(KeepRun(RunState.Pausing));
        Assert.Equal("true", Button(page, "runs.pause").GetAttribute("aria-busy"));
    }

    [Fact]
    public async Task A_refused_act_settles_at_once_and_says_why()
    {
        var page = await OpenAsync(KeepRun(RunState.Running));
        Button(page, "runs.sampleNow").Click();
        page.WaitForAssertion(() => Assert.Equal("false", Button(page, "runs.sampleNow").GetAttribute("aria-busy")));
        Assert.Single(Services.GetRequiredService<MudBlazor.ISnackbar>().ShownSnackbars);
    }

    [Theory]
    [InlineData(RunState.Running, "runs.pause")]
    [InlineData(RunState.Queued, "runs.pause")]
    [InlineData(RunState.Paused, "runs.resume")]
    [InlineData(RunState.Failed, "runs.resume")]
    [InlineData(RunState.Finished, "runs.publishAndDraw")]
    public async Task Each_state_offers_what_helps_next(RunState state, string act)
    {
        var page = await OpenAsync(KeepRun(state));
        Assert.Contains("mud-button-filled", Button(page, act).ClassList);
    }

    [Fact]
    public async Task Whoever_does_not_own_a_run_gets_no_buttons_that_change_it()
    {
        var page = await OpenAsync(KeepRun(RunState.Running, owner: Stranger));
        Assert.DoesNotContain(page.FindAll("button"), b => b.ClassList.Contains("busy-button"));
    }

    private AngleSharp.Dom.IElement Button(IRenderedComponent<RunActions> page, string code) =>
        page.FindAll("button").First(b => b.TextContent.Trim() == Texts[code]);

    private Run KeepRunning()
    {
        var run = KeepRun(RunState.Running);
        Keep(new Job
        {
            Id = NewId(),
            Kind = JobKind.Train,
            State = JobState.Running,
            SubjectId = run.Id,
            OwnerId = Me.Id,
            CreatedAt = Clock.GetUtcNow(),
        });
        return run;
    }

    private void Reach(Run run, RunState state)
    {
        using var db = Db();
        db.Runs.Where(r => r.Id == run.Id).ExecuteUpdate(row => row.SetProperty(r => r.State, state));
    }

    private async Task<RunWatch> WatchAsync(Run run)
    {
        var watch = new RunWatch(
            run.Id, Services.GetRequiredService<RunReader>(), Services.GetRequiredService<RunHistory>(), Services.GetRequiredService<ModelReader>());
        await watch.ReadAsync(new Core.Accounts.Viewer(Me.Id, Me.Role), Xunit.TestContext.Current.CancellationToken);
        return watch;
    }

    private async Task<IRenderedComponent<RunActions>> OpenAsync(Run run)
    {
        Render<MudBlazor.MudPopoverProvider>();
        var watch = await WatchAsync(run);
        return Render<RunActions>(p => p.Add(c => c.Run, watch.Detail!).Add(c => c.Watch, watch));
    }

    private async Task ShowAgainAsync(IRenderedComponent<RunActions> page, Run run)
    {
        var watch = await WatchAsync(run);
        page.Render(p => p.Add(c => c.Run, watch.Detail!).Add(c => c.Watch, watch));
    }
}
