using System.Text;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Models;
using AigcStudio.Web.Models.Replies;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Models.Replies;

public sealed class RepliesPageTests : StudioPageTest
{
    private const string Human = "Your parcel is on its way and will arrive within three days.";

    [Fact]
    public void Without_a_model_that_answers_it_says_how_to_get_one()
    {
        KeepModel(Families.Gan.Id);
        Assert.Contains(Texts["replies.empty.title"], Open().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_becomes_drafts_beside_what_people_answered()
    {
        var model = KeepModel(Families.Replies.Id);
        var page = Open();
        page.Find(".reply-question textarea").Input(" Where is my parcel? ");
        page.Find(".reply-question textarea").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true });
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".reply-draft.is-waiting").Count));
        var generation = await AnswerAsync([Human, "We look into it at once.", "A driver comes."]);

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".reply-words").Count));
        Assert.Contains("\"question\":\"Where is my parcel?\"", generation.Settings, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".reply-copy"));
        Assert.Contains("Where is the parcel?", page.Find(".reply-near").TextContent, StringComparison.Ordinal);
        Assert.Contains(Texts["replies.intent", "delivery"], page.Find(".reply-near").TextContent, StringComparison.Ordinal);
        Assert.Equal("Where is my parcel?", page.Find(".reply-history a span").TextContent);
        Assert.EndsWith($"replies?modelId={model.Id}&draw={generation.Id}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_question_is_refused_in_words()
    {
        KeepModel(Families.Replies.Id);
        var page = Open();
        page.Find(".reply-question textarea").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true });
        page.WaitForAssertion(() => Assert.Equal(Texts["draw.questionMissing"], page.Find("[role=alert]").TextContent));
    }

    [Fact]
    public async Task A_reviewer_reads_and_rates_what_others_asked_and_sees_no_training_data()
    {
        var model = KeepModel(Families.Replies.Id);
        var id = (await Services.GetRequiredService<DrawAsks>().QueueAsync(
            new Viewer(Me.Id, Role.Creator), new GenerationAsk(model.Id, null, 1, Settings: new() { ["question"] = "Where?" }), Xunit.TestContext.Current.CancellationToken)).GenerationId;
        await AnswerAsync([Human]);
        await using (var db = Db())
        {
            await db.People.Where(p => p.Id == Me.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Role, Role.Reviewer), Xunit.TestContext.Current.CancellationToken);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo($"replies?draw={id}");
        var page = Open();

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".reply-words")));
        Assert.Empty(page.FindAll(".reply-question"));
        Assert.Empty(page.FindAll(".reply-near"));
        Assert.Empty(page.FindAll(".reply-copy"));
        page.FindAll(".star")[3].Click();
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".star.is-on").Count));
    }

    private IRenderedComponent<RepliesPage> Open()
    {
        var page = Render<RepliesPage>();
        page.WaitForState(() => page.FindAll(".run-skeleton").Count == 0);
        return page;
    }

    private Model KeepModel(string familyId)
    {
        var (_, version) = KeepDataset("Letters");
        using (var db = Db())
        {
            db.DatasetVersions.Where(v => v.Id == version.Id).ExecuteUpdate(s => s.SetProperty(v => v.Labels, new List<string> { "delivery" }));
        }

        var run = new Run
        {
            Id = NewId(),
            Name = "Letters",
            OwnerId = Me.Id,
            DatasetVersionId = version.Id,
            FamilyId = familyId,
            Preset = "good",
            Settings = "{}",
            Form = """{"kind":"pair","QuestionBytes":64,"ReplyBytes":64}""",
            State = RunState.Finished,
            CreatedAt = Clock.GetUtcNow(),
        };
        var checkpoint = new Checkpoint { Id = NewId(), RunId = run.Id, Step = 1_000, BlobHash = "c", At = Clock.GetUtcNow() };
        var model = new Model { Id = NewId(), Name = "Letter writer", OwnerId = Me.Id, RunId = run.Id, CheckpointId = checkpoint.Id, PublishedAt = Clock.GetUtcNow() };
        Keep(run, checkpoint, model, new Item { VersionId = version.Id, Index = 0, BlobHash = "i", Name = "1", Label = 0, Text = "Where is the parcel?", Reply = Human });
        return model;
    }

    // What the worker of the draw would do: keep artifacts, end the job, ring.
    private async Task<Generation> AnswerAsync(IReadOnlyList<string> drafts)
    {
        await using var db = Db();
        var generation = await db.Generations.OrderByDescending(g => g.Id).FirstAsync();
        foreach (var (text, i) in drafts.Select((t, i) => (t, i)))
        {
            var blob = await Services.GetRequiredService<BlobStore>().AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None);
            db.Artifacts.Add(new Artifact
            {
                Id = NewId(),
                Modality = Modality.Text,
                BlobHash = blob.Hash.Hex,
                Opening = text,
                Length = text.Length,
                OwnerId = Me.Id,
                GenerationId = generation.Id,
                Index = i,
                RunId = generation.RunId,
                CheckpointId = generation.CheckpointId,
                ModelId = generation.ModelId,
                CreatedAt = Clock.GetUtcNow(),
            });
        }

        generation.EndedAt = Clock.GetUtcNow();
        await db.SaveChangesAsync();
        var job = await db.Jobs.SingleAsync(j => j.SubjectId == generation.Id);
        await db.Jobs.ExecuteUpdateAsync(row => row.SetProperty(j => j.State, JobState.Succeeded));
        Services.GetRequiredService<JobBell>().Ring(job.Id);
        return generation;
    }
}
