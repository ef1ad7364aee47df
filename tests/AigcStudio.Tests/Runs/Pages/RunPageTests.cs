using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Runs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs.Pages;

public sealed class RunPageTests : StudioPageTest
{
    public RunPageTests() => Render<MudBlazor.MudPopoverProvider>();

    private RunFeed Feed => Services.GetRequiredService<RunFeed>();

    [Fact]
    public void It_opens_on_what_the_rows_say()
    {
        var page = Open(KeepLearning());
        Assert.Equal(Texts["runs.stepOf", "1,200", "6,000"], page.Find(".run-status-step").TextContent);
        Assert.Contains(Texts["health.learningWell"], page.Find(".health").TextContent, StringComparison.Ordinal);
        Assert.Equal("Step 500", page.Find(".player-step").TextContent);
        Assert.Contains("1.5 nats", page.Find(".chart-latest").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worry_comes_with_what_can_be_done_about_it()
    {
        var run = KeepLearning();
        Assert.Empty(Open(run).FindAll(".health-act"));
        using (var db = Db())
        {
            db.Runs.Single(r => r.Id == run.Id).Health = Said.Of("health.stepsTooLarge", 3);
            db.SaveChanges();
        }

        var act = Open(run).Find(".health .health-act");
        Assert.Equal(Texts["act.lowerRate"], act.TextContent.Trim());
        Assert.Equal($"runs/new?clone={run.Id}&act=act.lowerRate", act.GetAttribute("href"));
    }

    [Fact]
    public void Points_move_the_curve_before_they_are_in_the_rows()
    {
        var run = KeepLearning();
        var page = Open(run);
        Feed.Publish(run.Id, Happened(9, new PointsReported(1_300, new Dictionary<string, double> { ["loss.generator"] = 0.75 })));
        page.WaitForAssertion(() => Assert.Contains("0.75 nats", page.Find(".chart-latest").TextContent, StringComparison.Ordinal));
        Assert.Equal(Texts["runs.stepOf", "1,300", "6,000"], page.Find(".run-status-step").TextContent);
    }

    [Fact]
    public void New_samples_and_states_are_read_from_the_rows()
    {
        var run = KeepLearning();
        var page = Open(run);
        Keep(new RunSample { RunId = run.Id, Step = 1_000, BlobHash = "b", Count = 16, Columns = 4, At = Clock.GetUtcNow() });
        using (var db = Db())
        {
            db.Runs.ExecuteUpdate(row => row.SetProperty(r => r.State, RunState.Paused));
        }

        Feed.PublishState(run.Id, RunState.Paused);
        page.WaitForAssertion(() => Assert.Equal("Step 1,000", page.Find(".player-step").TextContent));
        Assert.Equal("paused", page.Find(".run-state").GetAttribute("data-state"));
    }

    [Fact]
    public void A_resume_from_an_older_checkpoint_forgets_what_came_after_it()
    {
        var run = KeepLearning();
        var page = Open(run);
        using (var db = Db())
        {
            db.RunPoints.Where(p => p.Step > 0).ExecuteDelete();
        }

        Feed.Publish(run.Id, Happened(9, new TrainingStarted("cpu", 0, 6_000, 1)));
        page.WaitForAssertion(() => Assert.Contains("2 nats", page.Find(".chart-latest").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void The_checkpoint_that_people_like_best_stands_first_with_how_many_said_so_and_can_be_published()
    {
        var run = KeepRun(RunState.Finished);
        List<Checkpoint> saved = [.. new[] { 100, 900 }.Select(s => new Checkpoint { Id = NewId(), RunId = run.Id, Step = s, BlobHash = $"c{s}", At = Clock.GetUtcNow() })];
        Keep([.. saved]);
        foreach (var checkpoint in saved)
        {
            var generation = new Data.Gallery.Generation { Id = NewId(), RunId = run.Id, CheckpointId = checkpoint.Id };
            var work = new Data.Gallery.Artifact { Id = NewId(), BlobHash = "w", GenerationId = generation.Id, RunId = run.Id, CheckpointId = checkpoint.Id };
            Keep(generation, work);
            Keep([.. Enumerable.Range(0, 8).Select(_ => new Data.Reviews.Rating { ArtifactId = work.Id, PersonId = NewId(), Stars = checkpoint.Step == 100 ? 5 : 2 })]);
        }

        var page = Open(run);
        Assert.Contains(Texts["runs.liking.best", "100", "5.0", 8, "4.3", "4.7"], page.Markup, StringComparison.Ordinal);
        var first = page.FindAll(".checkpoints li")[0];
        Assert.Equal((Texts["runs.liking.badge"], 1), (first.QuerySelector(".is-liked")!.TextContent, page.FindAll(".is-liked").Count));
        first.QuerySelector("button")!.Click();
        page.WaitForAssertion(() =>
        {
            using var db = Db();
            Assert.Equal(saved[0].Id, Assert.Single(db.Models).CheckpointId);
        });
    }

    [Fact]
    public void Leaving_the_page_leaves_no_watcher_behind()
    {
        var page = Open(KeepLearning());
        Assert.Equal(1, Feed.Watchers);
        page.Instance.Dispose();
        Assert.Equal(0, Feed.Watchers);
    }

    [Fact]
    public void Another_persons_private_run_answers_like_a_missing_one()
    {
        var secret = Open(KeepRun(RunState.Running, visibility: Visibility.Private, owner: Stranger).Id);
        var missing = Open(NewId());
        Assert.Equal(missing.Find(".empty-state").TextContent, secret.Find(".empty-state").TextContent);
        Assert.Contains(Texts["runs.missing"], secret.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_reads_in_chinese()
    {
        Read("zh-Hans");
        var page = Open(KeepLearning());
        Assert.Contains("学习中", page.Find(".run-state").TextContent, StringComparison.Ordinal);
        Assert.Equal("第 500 步", page.Find(".player-step").TextContent);
    }

    [Fact]
    public void The_log_shows_from_the_level_that_the_address_asks_for_and_what_it_shows_is_harmless()
    {
        var run = KeepLearning();
        Keep(new RunLine { RunId = run.Id, Sequence = 2, At = Clock.GetUtcNow(), Level = RunLineLevel.Warning, Sentence = Said.Of("runs.log.engineSaid", "<b>a\u001b[31m\nb</b>\u202e") });
        var all = Open(run).FindAll(".log li");
        Assert.Equal(["warning", "plain"], all.Select(l => l.GetAttribute("data-level")));

        Services.GetRequiredService<NavigationManager>().NavigateTo($"runs/{run.Id}?level=warning");
        var page = Open(run);
        var line = Assert.Single(page.FindAll(".log li"));
        Assert.EndsWith("<b>a b</b>", line.TextContent.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal($"/api/runs/{run.Id}/log?level=Warning", page.Find(".log-head a").GetAttribute("href"));

        page.Find(".log-head select").Change("Error");
        Assert.EndsWith($"runs/{run.Id}?level=error", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Contains(Texts["runs.log.noneOfLevel"], Open(run).Markup, StringComparison.Ordinal);
    }

    private RunEvent Happened(long sequence, RunEventPayload payload) => new(sequence, Clock.GetUtcNow(), payload);

    private Run KeepLearning()
    {
        var run = KeepRun(RunState.Running);
        Keep(
            new RunPoint { RunId = run.Id, Series = "loss.generator", Step = 0, Value = 2 },
            new RunPoint { RunId = run.Id, Series = "loss.generator", Step = 1_200, Value = 1.5 },
            new RunSample { RunId = run.Id, Step = 500, BlobHash = "a", Count = 16, Columns = 4, At = Clock.GetUtcNow() },
            new RunLine { RunId = run.Id, Sequence = 1, At = Clock.GetUtcNow(), Sentence = Said.Of("runs.goesOn", 0) });
        return run;
    }

    private IRenderedComponent<RunPage> Open(Run run) => Open(run.Id);

    private IRenderedComponent<RunPage> Open(Guid id)
    {
        var page = Render<RunPage>(p => p.Add(c => c.RunId, id));
        page.WaitForState(() => page.FindAll(".run-skeleton").Count == 0);
        return page;
    }
}
