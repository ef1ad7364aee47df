using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Models;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Models.Pages;

public sealed class ModelPagesTests : StudioPageTest
{
    public ModelPagesTests() => Render<MudBlazor.MudPopoverProvider>();

    [Fact]
    public void The_list_shows_each_model_with_what_it_drew_when_it_was_saved()
    {
        var model = KeepModel();
        var page = Render<ModelsPage>();
        page.WaitForAssertion(() => Assert.Equal($"models/{model.Id}", page.Find(".model-card").GetAttribute("href")));
        Assert.Equal($"api/runs/{model.RunId}/samples/500/sheet", page.Find(".model-sheet img").GetAttribute("src"));
    }

    [Fact]
    public void The_passport_names_everything_it_comes_from()
    {
        var model = KeepModel();
        var page = Open(model.Id);
        var lineage = page.Find(".lineage").TextContent;
        Assert.All(
            ["Pets, version 1", "Cats", "Picture GAN", "seed 7", "Step 1,000", "Cat painter"],
            word => Assert.Contains(word, lineage, StringComparison.Ordinal));
    }

    [Fact]
    public void A_draw_appears_in_the_page_as_it_comes_and_spins_until_it_is_done()
    {
        var model = KeepModel();
        var page = Open(model.Id);
        page.FindAll(".draw-form .segment")[1].Click();
        page.Find(".draw-form select").Change("dog");
        page.Find(".draw-seed input").Change("42");
        page.Find(".busy-button").Click();
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".drawn-wait").Count));
        var generation = Finish(artifacts: 1, JobState.Running);
        Assert.Equal((4, 42, "dog"), (generation.Count, generation.Seed, generation.Label));
        Later(page, () => Assert.Single(page.FindAll(".drawn img")));
        Assert.Equal("true", page.Find(".busy-button").GetAttribute("aria-busy"));

        Finish(artifacts: 3, JobState.Succeeded);
        Later(page, () => Assert.Equal("false", page.Find(".busy-button").GetAttribute("aria-busy")));
        Assert.Equal(4, page.FindAll(".drawn img").Count);
    }

    [Fact]
    public void The_dice_roll_another_seed()
    {
        var page = Open(KeepModel().Id);
        page.Find(".draw-seed input").Change("42");
        page.Find(".dice").Click();
        Assert.NotEqual("42", page.Find(".draw-seed input").GetAttribute("value"));
    }

    [Fact]
    public void A_seed_that_is_no_number_is_refused_and_the_old_one_kept()
    {
        var page = Open(KeepModel().Id);
        page.Find(".draw-seed input").Change("42");
        page.Find(".draw-seed input").Change("many");
        Assert.Equal(Texts["models.draw.badSeed"], page.Find("[role=alert]").TextContent);
        Assert.Equal("42", page.Find(".draw-seed input").GetAttribute("value"));
    }

    [Fact]
    public void Another_persons_private_model_answers_like_a_missing_one()
    {
        var secret = Open(KeepModel(Visibility.Private, Stranger).Id);
        Assert.Contains(Texts["models.missing"], secret.Markup, StringComparison.Ordinal);
        Assert.Equal(Open(NewId()).Find(".empty-state").TextContent, secret.Find(".empty-state").TextContent);
    }

    private Model KeepModel(Visibility visibility = Visibility.Shared, Guid? owner = null)
    {
        var run = KeepRun(RunState.Finished, owner: owner);
        var checkpoint = new Checkpoint { Id = NewId(), RunId = run.Id, Step = 1_000, BlobHash = "c", Bytes = 1 << 20, At = Clock.GetUtcNow() };
        var model = new Model
        {
            Id = NewId(),
            Name = "Cat painter",
            OwnerId = owner ?? Me.Id,
            Visibility = visibility,
            RunId = run.Id,
            CheckpointId = checkpoint.Id,
            PublishedAt = Clock.GetUtcNow(),
        };
        Keep(
            checkpoint,
            model,
            new RunSample { RunId = run.Id, Step = 500, BlobHash = "a", Count = 16, Columns = 4, At = Clock.GetUtcNow() },
            new RunSample { RunId = run.Id, Step = 1_100, BlobHash = "b", Count = 16, Columns = 4, At = Clock.GetUtcNow() });
        return model;
    }

    // What the worker of the draw would do: keep artifacts, then end the job.
    private Generation Finish(int artifacts, JobState state)
    {
        using var db = Db();
        var generation = db.Generations.Single();
        var had = db.Artifacts.Count();
        db.Artifacts.AddRange(Enumerable.Range(had, artifacts).Select(i => new Artifact
        {
            Id = NewId(),
            Modality = Modality.Image,
            BlobHash = $"{i}",
            OwnerId = Me.Id,
            GenerationId = generation.Id,
            Index = i,
            RunId = generation.RunId,
            CheckpointId = generation.CheckpointId,
            ModelId = generation.ModelId,
            Seed = generation.Seed,
            CreatedAt = Clock.GetUtcNow(),
        }));
        db.SaveChanges();
        db.Jobs.ExecuteUpdate(row => row.SetProperty(j => j.State, state));
        return generation;
    }

    private void Later(IRenderedComponent<ModelPage> page, Action seen) => page.WaitForAssertion(() =>
    {
        Clock.Advance(TimeSpan.FromMilliseconds(150));
        seen();
    });

    private IRenderedComponent<ModelPage> Open(Guid id)
    {
        var page = Render<ModelPage>(p => p.Add(c => c.ModelId, id));
        page.WaitForState(() => page.FindAll(".run-skeleton").Count == 0);
        return page;
    }
}
