using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Reviews;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Datasets;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Datasets.Pages;

public sealed class WorksPageTests : DatasetPageTest
{
    [Fact]
    public async Task What_the_next_version_would_hold_is_shown_before_it_is_made_and_the_cap_is_chosen()
    {
        var dataset = await KeepTextsAsync([.. Enumerable.Range(0, 18).Select(i => ($"Tea {i}", "drink"))]);
        Draw(dataset, "A fine work", 5);
        Draw(dataset, "A fair work", 3);

        var page = Render<WorksPage>(p => p.Add(w => w.Id, dataset));
        page.WaitForElement(".works-grid");
        Assert.Equal(["A fine work", "A fair work"], page.FindAll(".works-grid .face-text").Select(t => t.TextContent));
        Assert.Contains(Texts["datasets.generated.share", "10"], page.Markup, StringComparison.Ordinal);

        await page.FindAll(".works-share .segment")[0].ClickAsync();
        Assert.EndsWith("?percent=5", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(Texts["datasets.works.full", 5], page.Find(".works-chosen .soft").TextContent));

        await page.FindAll(".works-share .segment")[2].ClickAsync();
        page.WaitForElement(".works-grid");
        await page.FindAll("button.mud-button-filled")[^1].ClickAsync();
        await using var db = Db();
        var job = Assert.Single(db.Jobs);
        Assert.Equal((JobKind.Import, 2), (job.Kind, db.DatasetVersions.Single(v => v.Id == job.SubjectId).Number));
        Assert.EndsWith(DatasetLinks.Of(dataset), Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_approved_yet_leads_to_the_reviews()
    {
        var dataset = await KeepTextsAsync(("Tea", "drink"));
        var page = Render<WorksPage>(p => p.Add(w => w.Id, dataset));
        Assert.Equal("/review", page.WaitForElement(".works-chosen a").GetAttribute("href"));
        Assert.True(page.FindAll("button.mud-button-filled")[^1].HasAttribute("disabled"));
    }

    [Fact]
    public void A_share_that_is_more_than_nothing_is_never_called_nothing()
    {
        Assert.Equal(("< 1", "0", "14"), (GeneratedShare.Of(1, 4000), GeneratedShare.Of(0, 0), GeneratedShare.Of(1, 7)));
    }

    private void Draw(Guid dataset, string opening, double stars)
    {
        using var db = Db();
        var run = new Run { Id = NewId(), Name = "run", DatasetVersionId = db.DatasetVersions.Single(v => v.DatasetId == dataset).Id, FamilyId = "f", Preset = "own", Settings = "{}", Form = "{}", State = RunState.Finished };
        var checkpoint = new Checkpoint { Id = NewId(), RunId = run.Id, Step = 9, BlobHash = "c" };
        var generation = new Generation { Id = NewId(), RunId = run.Id, CheckpointId = checkpoint.Id };
        Keep(run, checkpoint, generation, new Artifact
        {
            Id = NewId(),
            Modality = Modality.Text,
            BlobHash = opening,
            Opening = opening,
            GenerationId = generation.Id,
            RunId = run.Id,
            CheckpointId = checkpoint.Id,
            OwnerId = Me.Id,
            ReviewState = ReviewState.Approved,
            Stars = stars,
            RatingCount = 1,
        });
    }
}
