using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Gallery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Storage;

/// <summary>A clean-up at work while others are.</summary>
public sealed class CleanUpCutShortTests : IAsyncLifetime
{
    private static readonly CleanAsk Trash = new(CleanPart.Trash, TrashDays: 30, UploadDays: 7);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2040, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private TemporaryStudio _studio = null!;

    private static Viewer Admin { get; } = new(Guid.CreateVersion7(), Role.Admin);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Old => StoreGraph.Old(_clock.GetUtcNow());

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(_clock));

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task What_a_clean_up_erased_before_it_was_cut_short_is_written_down_and_counts_when_it_goes_on()
    {
        await using (var db = await _studio.DbAsync())
        {
            db.AddRange(Enumerable.Range(0, 3).Select(i => new Dataset { Id = Guid.CreateVersion7(), Name = $"Old {i}", Modality = Modality.Image, TrashedAt = Old }));
            await db.SaveChangesAsync(Cancel);
        }

        var id = await _studio.Services.GetRequiredService<CleanUps>().QueueAsync(Admin, Trash, nightly: false, Cancel);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WorkAsync(id, p => { if (p is { Phase: "phase.removing", Done: 2 }) { stop.Cancel(); } }, stop.Token));
        Assert.Equal((2, null), await RecordedAsync(id));
        Assert.Equal(["2 things, 0 bytes"], await ErasedAsync());

        await WorkAsync(id, _ => { }, Cancel);
        Assert.Equal((3, _clock.GetUtcNow()), await RecordedAsync(id));
        Assert.Equal(["3 things, 0 bytes", "2 things, 0 bytes"], await ErasedAsync());
    }

    [Fact]
    public async Task A_model_that_somebody_begins_to_measure_while_the_clean_up_works_stays()
    {
        var generation = await Shelf.LineageAsync(_studio, Admin.PersonId, ContentHash.Of("c"u8).Hex);
        await Shelf.FillAsync(_studio, generation, 1);
        var model = new Model { Id = Guid.CreateVersion7(), Name = "M", RunId = generation.RunId, CheckpointId = generation.CheckpointId, TrashedAt = Old };
        await using var db = await _studio.DbAsync();
        await db.Artifacts.ExecuteUpdateAsync(row => row.SetProperty(a => a.TrashedAt, Old), Cancel);
        db.Add(model);
        await db.SaveChangesAsync(Cancel);
        var id = await _studio.Services.GetRequiredService<CleanUps>().QueueAsync(Admin, Trash, nightly: false, Cancel);

        await WorkAsync(
            id,
            p =>
            {
                if (p is { Phase: "phase.removing", Done: 1 })
                {
                    var evaluation = new ModelEvaluation { Id = Guid.CreateVersion7(), ModelId = model.Id, CreatedAt = _clock.GetUtcNow() };
                    db.Add(evaluation);
                    db.Add(new Job { Id = Guid.CreateVersion7(), Kind = JobKind.Evaluate, SubjectId = evaluation.Id, State = JobState.Queued });
                    db.SaveChanges();
                }
            },
            Cancel);

        Assert.Equal((0, 1, 1), (await db.Artifacts.CountAsync(Cancel), await db.Models.CountAsync(Cancel), await db.Evaluations.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Boards_that_were_in_the_trash_for_long_go_with_what_was_laid_but_not_with_what_lay_on_them()
    {
        var (anna, acts) = (Shelf.Person(), _studio.Services.GetRequiredService<BoardActs>());
        var artifact = (await Shelf.FillAsync(_studio, await Shelf.LineageAsync(_studio, anna.PersonId, ContentHash.Of("c"u8).Hex), 1))[0];
        var outer = await acts.MakeAsync(anna, "Outer", null, null, Cancel);
        var middle = await acts.MakeAsync(anna, "Middle", outer, null, Cancel);
        var inner = await acts.MakeAsync(anna, "Inner", middle, null, Cancel);
        var young = await acts.MakeAsync(anna, "Young", null, null, Cancel);
        await _studio.Services.GetRequiredService<BoardLaying>().PutAsync(anna, middle, [artifact.Id], Cancel);
        await acts.TrashAsync(anna, young, Cancel);
        await using var db = await _studio.DbAsync();
        await db.Boards.Where(b => b.Id == middle).ExecuteUpdateAsync(row => row.SetProperty(b => b.TrashedAt, Old), Cancel);

        var plan = await _studio.Services.GetRequiredService<CleanUps>().PreviewAsync(Admin, Trash, Cancel);
        await WorkAsync(await _studio.Services.GetRequiredService<CleanUps>().QueueAsync(Admin, Trash, nightly: false, Cancel), _ => { }, Cancel);

        Assert.Equal([new CleanLine(CleanPart.Trash, "board", "Middle", 1, 0)], plan.Goes.Where(l => l.Kind != "leftovers"));
        Assert.Equal(new[] { outer, inner, young }.Order(), (await db.Boards.Select(b => b.Id).ToListAsync(Cancel)).Order());
        Assert.Equal(outer, await db.Boards.Where(b => b.Id == inner).Select(b => b.ParentId).SingleAsync(Cancel));
        Assert.Equal((0, 1), (await db.BoardItems.CountAsync(Cancel), await db.Artifacts.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_trashed_board_goes_with_those_that_went_into_the_trash_with_it()
    {
        var (anna, acts) = (Shelf.Person(), _studio.Services.GetRequiredService<BoardActs>());
        var outer = await acts.MakeAsync(anna, "Outer", null, null, Cancel);
        await acts.MakeAsync(anna, "Inner", await acts.MakeAsync(anna, "Middle", outer, null, Cancel), null, Cancel);
        await acts.TrashAsync(anna, outer, Cancel);
        _clock.Advance(TimeSpan.FromDays(31));

        await WorkAsync(await _studio.Services.GetRequiredService<CleanUps>().QueueAsync(Admin, Trash, nightly: false, Cancel), _ => { }, Cancel);

        await using var db = await _studio.DbAsync();
        Assert.False(await db.Boards.AnyAsync(Cancel));
    }

    private async Task<(int Removed, DateTimeOffset? EndedAt)> RecordedAsync(Guid id)
    {
        var row = (await _studio.Services.GetRequiredService<CleanUps>().ListAsync(Admin, 10, Cancel)).Single(c => c.Id == id);
        return (row.Removed, row.EndedAt);
    }

    private async Task<IEnumerable<string>> ErasedAsync() =>
        (await _studio.Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel)).Where(e => e.Act == "storage.erased").Select(e => e.Details);

    private Task WorkAsync(Guid id, Action<JobProgress> report, CancellationToken cancel)
    {
        var lease = new JobLease(Guid.CreateVersion7(), id, Admin.PersonId, Trash.ToJson(), 1, 1, new Reports(report), default);
        return _studio.Services.GetServices<IJobHandler>().Single(h => h.Kind == JobKind.Clean).HandleAsync(lease, cancel);
    }

    private sealed class Reports(Action<JobProgress> report) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => report(value);
    }
}
