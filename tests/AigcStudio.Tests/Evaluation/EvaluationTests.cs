using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Evaluation;

public sealed class EvaluationTests : IAsyncLifetime
{
    private readonly Viewer _anna = Shelf.Person();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Evaluations Evaluations => _studio.Services.GetRequiredService<Evaluations>();

    private EvaluationReader Reader => _studio.Services.GetRequiredService<EvaluationReader>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync(_ => { });

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task A_measuring_is_queued_once_until_it_is_over()
    {
        var model = await ModelAsync();
        var first = await Evaluations.QueueAsync(_anna, model, 1_000_000, Cancel);
        var again = await Evaluations.QueueAsync(_anna, model, 500, Cancel);

        var card = Assert.Single(await Reader.ListAsync(_anna, model, Cancel));
        Assert.Equal(first, again);
        Assert.Equal((first, Evaluations.MostCount, JobState.Queued), (card.Id, card.Count, card.Work!.State));
        await EndAsync(JobState.Failed);
        Assert.NotEqual(first, await Evaluations.QueueAsync(_anna, model, 500, Cancel));
    }

    [Fact]
    public async Task A_report_comes_back_as_it_was_written()
    {
        var model = await ModelAsync();
        var id = await Evaluations.QueueAsync(_anna, model, 100, Cancel);
        await Evaluations.RecordAsync(id, Report(0.25, "aa"), pairsBlobHash: null, Cancel);

        var read = (await Reader.GetAsync(_anna, id, Cancel)).Report!;
        Assert.Equal(new Measure("frechet", 0.25) { Real = 0.1, Noise = 9 }, Assert.Single(read.Measures));
        Assert.Equal((new ImageForm(1, 4, 4), "aa", true), (read.Form, read.Ruler!.Hash, read.Ruler.Trusted));
        Assert.Equal("copies", read.Copies!.Verdict);
        Assert.Equal(new CopyFinding(3, 7, 0.1, true), Assert.Single(read.Copies.Pairs));
        Assert.Equal("Model", Assert.Single(await Reader.MeasuredModelsAsync(_anna, Cancel)).Name);
    }

    [Fact]
    public async Task An_enlarger_s_report_has_no_ruler_and_is_known_by_its_originals()
    {
        var model = await ModelAsync();
        var id = await Evaluations.QueueAsync(_anna, model, 100, Cancel);
        var written = Report(0.25, "aa") with { Ruler = null, Copies = null, Measures = [new Measure("enlarging.psnr", 30) { Plain = 24, Error = 0.5 }], Enlarging = new EnlargingFindings(4, "ee", 3) };
        await Evaluations.RecordAsync(id, written, "bb", Cancel);

        var read = (await Reader.GetAsync(_anna, id, Cancel)).Report!;
        Assert.Equal((null, written.Enlarging, "ee"), (read.Ruler, read.Enlarging, read.Yardstick));
        Assert.Equal(written.Measures, read.Measures);
        await using var db = await _studio.DbAsync();
        Assert.Equal("ee", await db.Evaluations.Select(e => e.RulerHash).SingleAsync(Cancel));
    }

    [Fact]
    public async Task The_newest_report_of_each_model_is_compared()
    {
        var model = await ModelAsync();
        foreach (var value in new[] { 3.0, 2.0 })
        {
            var id = await Evaluations.QueueAsync(_anna, model, 100, Cancel);
            await EndAsync(JobState.Succeeded);
            await Evaluations.RecordAsync(id, Report(value, "aa"), null, Cancel);
        }

        var found = Assert.Single(await Reader.LatestAsync(_anna, [model, Guid.CreateVersion7()], Cancel));
        Assert.Equal(2.0, found.Report!.Measures[0].Value);
    }

    [Fact]
    public async Task Who_may_not_see_the_model_sees_no_report_and_who_may_not_create_measures_nothing()
    {
        var model = await ModelAsync(Visibility.Private);
        var id = await Evaluations.QueueAsync(_anna, model, 100, Cancel);
        await Evaluations.RecordAsync(id, Report(1, "aa"), null, Cancel);
        var other = Shelf.Person();

        Assert.Empty(await Reader.ListAsync(other, model, Cancel));
        Assert.Empty(await Reader.LatestAsync(other, [model], Cancel));
        Assert.Empty(await Reader.MeasuredModelsAsync(other, Cancel));
        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => Reader.GetAsync(other, id, Cancel))).Code);
        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => Evaluations.QueueAsync(other, model, 100, Cancel))).Code);
        var reviewer = new Viewer(_anna.PersonId, Role.Reviewer);
        Assert.Equal("refused.notAllowed", (await Assert.ThrowsAsync<RefusedException>(() => Evaluations.QueueAsync(reviewer, model, 100, Cancel))).Code);
    }

    [Fact]
    public async Task The_items_that_it_learned_from_are_shown_only_to_those_who_may_see_the_dataset()
    {
        var model = await ModelAsync();
        var id = await Evaluations.QueueAsync(_anna, model, 100, Cancel);
        var report = Report(1, "aa");
        report = report with { Copies = report.Copies! with { Pairs = [new CopyFinding(3, 7, 0.1, true) { MadeText = "made", ItemText = "learned" }] } };
        await Evaluations.RecordAsync(id, report, "bb", Cancel);
        var own = await Reader.GetAsync(_anna, id, Cancel);
        var reviewer = await Reader.GetAsync(Shelf.Person(Role.Reviewer), id, Cancel);

        Assert.Equal(("bb", "learned"), (own.PairsBlobHash, own.Report!.Copies!.Pairs[0].ItemText));
        Assert.Equal((null, null, "made"), (reviewer.PairsBlobHash, reviewer.Report!.Copies!.Pairs[0].ItemText, reviewer.Report.Copies.Pairs[0].MadeText));
        await using var db = await _studio.DbAsync();
        await db.Datasets.ExecuteUpdateAsync(row => row.SetProperty(d => d.Visibility, Visibility.Private), Cancel);
        Assert.Null((await Reader.GetAsync(Shelf.Person(), id, Cancel)).PairsBlobHash);
        Assert.NotNull((await Reader.GetAsync(_anna, id, Cancel)).PairsBlobHash);
    }

    private static EvaluationReport Report(double frechet, string ruler) => new(
        "Plain", new ImageForm(1, 4, 4), 700, 50, 10, new RulerCard("local", ruler, "labels", 0.9, 0.5, [new RulerTrial("noise", 2, 1)]),
        [new Measure("frechet", frechet) { Real = 0.1, Noise = 9 }], 1.5)
    {
        Copies = new CopyFindings(0.8, 0.0001, 50, 0.2, 0, "copies", [new CopyFinding(3, 7, 0.1, true)]),
    };

    private async Task<Guid> ModelAsync(Visibility visibility = Visibility.Shared)
    {
        var checkpoint = await _studio.Blobs.AddAsync(new MemoryStream([1, 2, 3]), Cancel);
        Generation generation = await Shelf.LineageAsync(_studio, _anna.PersonId, checkpoint.Hash.Hex, 1, visibility);
        return await _studio.Services.GetRequiredService<ModelActs>().PublishAsync(_anna, generation.RunId, null, "Model", Cancel);
    }

    private async Task EndAsync(JobState state)
    {
        await using var db = await _studio.DbAsync();
        await db.Jobs.ExecuteUpdateAsync(row => row.SetProperty(j => j.State, state), Cancel);
    }
}
