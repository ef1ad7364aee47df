using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Reviews;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Shell;
using Xunit;

namespace AigcStudio.Tests.Shell;

public sealed class NewsReaderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Left = new(2026, 11, 25, 17, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Away = Left.AddHours(1);

    private readonly Viewer _anna = new(Guid.CreateVersion7(), Role.Creator);
    private readonly Viewer _ben = new(Guid.CreateVersion7(), Role.Creator);
    private TemporaryStudio _studio = null!;
    private Guid _version;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _studio = await TemporaryStudio.OpenAsync();
        var dataset = new Dataset { Id = Guid.CreateVersion7(), Name = "Teas", Modality = Modality.Image, OwnerId = _ben.PersonId };
        _version = Guid.CreateVersion7();
        await AddAsync(dataset, new DatasetVersion { Id = _version, DatasetId = dataset.Id, Number = 1, FrozenAt = Away });
    }

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Runs_that_ended_meanwhile_are_named_the_failed_first()
    {
        await AddAsync(Run("old", RunState.Finished, Left.AddMinutes(-1)), Run("leaves", RunState.Finished, Away), Run("cups", RunState.Failed, Away));
        Assert.Equal(
            ["home.news.failed.one cups", "home.news.finished.one leaves", "home.news.datasets.one Teas"], await NewsAsync(_anna));
    }

    [Fact]
    public async Task Several_of_a_kind_are_one_line_with_the_latest()
    {
        await AddAsync(Run("first", RunState.Finished, Away), Run("second", RunState.Finished, Away.AddMinutes(1)));
        Assert.Contains("home.news.finished second", await NewsAsync(_anna));
    }

    [Fact]
    public async Task Anothers_private_things_are_no_news()
    {
        var run = Run("secret", RunState.Finished, Away);
        run.Visibility = Visibility.Private;
        await AddAsync(run, Checkpoint(run), Model(run, Visibility.Private));
        Assert.Equal(["home.news.datasets.one Teas"], await NewsAsync(_anna));
        Assert.Contains("home.news.finished.one secret", await NewsAsync(_ben));
    }

    [Fact]
    public async Task What_others_say_of_ones_works_is_news_and_what_one_says_oneself_is_not()
    {
        var run = Run("leaves", RunState.Finished, Left.AddHours(-1));
        var work = Work(run, ReviewState.NeedsWork);
        await AddAsync(
            run, Checkpoint(run), Draw(run), work,
            new Rating { ArtifactId = work.Id, PersonId = _ben.PersonId, Stars = 4, At = Away },
            new Rating { ArtifactId = work.Id, PersonId = _anna.PersonId, Stars = 1, At = Away },
            new Review { Id = Guid.CreateVersion7(), ArtifactId = work.Id, PersonId = _ben.PersonId, State = ReviewState.NeedsWork, At = Away });
        var news = await NewsAsync(_anna);
        Assert.Contains("home.news.ratings.one 4", news);
        Assert.Contains("home.news.returned.one ", news);
        Assert.DoesNotContain(await NewsAsync(_ben), n => n.StartsWith("home.news.r", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reviewer_hears_of_works_and_not_of_runs()
    {
        var run = Run("leaves", RunState.Finished, Away);
        await AddAsync(run, Checkpoint(run), Draw(run), Work(run, ReviewState.Open));
        Assert.Equal(["home.news.works.one "], await NewsAsync(new Viewer(Guid.CreateVersion7(), Role.Reviewer)));
    }

    private async Task<IEnumerable<string>> NewsAsync(Viewer viewer) =>
        (await new NewsReader(_studio.Contexts).ReadAsync(viewer, Left, Cancel)).Select(n => $"{n.Words.Code} {n.Words.Arguments[1]}");

    private async Task AddAsync(params object[] rows)
    {
        await using var db = await _studio.DbAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancel);
    }

    private Run Run(string name, RunState state, DateTimeOffset ended) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name,
        OwnerId = _ben.PersonId,
        DatasetVersionId = _version,
        FamilyId = "Plain",
        Preset = "quick",
        Settings = "{}",
        Form = "{}",
        State = state,
        EndedAt = ended,
        CreatedAt = ended,
    };

    private static Checkpoint Checkpoint(Run run) => new() { Id = run.Id, RunId = run.Id, Step = 1, BlobHash = "00", At = run.CreatedAt };

    private Generation Draw(Run run) =>
        new() { Id = run.Id, OwnerId = _anna.PersonId, RunId = run.Id, CheckpointId = run.Id, Count = 1, CreatedAt = Away };

    private Model Model(Run run, Visibility visibility) =>
        new() { Id = Guid.CreateVersion7(), Name = "secret", OwnerId = _ben.PersonId, RunId = run.Id, Visibility = visibility, CheckpointId = run.Id, PublishedAt = Away };

    private Artifact Work(Run run, ReviewState state) => new()
    {
        Id = Guid.CreateVersion7(),
        Modality = Modality.Image,
        BlobHash = "00",
        OwnerId = _anna.PersonId,
        RunId = run.Id,
        CheckpointId = run.Id,
        GenerationId = run.Id,
        ReviewState = state,
        CreatedAt = Away,
    };
}
