using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Reviews;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AigcStudio.Tests.Gallery;

/// <summary>From a draw to the figures of its artifacts, over a dataset of texts; Engine and Media are doubles, the pack is real.</summary>
public sealed class CopyChecksTests : IAsyncLifetime
{
    private static readonly Nearness[] Three = [new(1, 0.1), new(0, 0.9), new(2, 0.4)];

    private readonly Viewer _anna = Shelf.Person();
    private readonly NearEngine _engine = new();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CopyChecks Checks => _studio.Services.GetRequiredService<CopyChecks>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync(services =>
    {
        services.AddSingleton<IMedia, PlainGalleryMedia>();
        services.AddSingleton<IEngine>(_engine);
        services.AddSingleton<Devices>();
        services.AddSingleton<DatasetPacks>();
        GallerySetup.AddGallery(services);
    });

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Artifacts_are_there_at_once_and_get_their_figures_afterwards()
    {
        _engine.Found.Enqueue(Three);
        Assert.Equal(JobState.Succeeded, await DrawAsync(await GenerationAsync()));
        Assert.Equal([null, null, null], (await ArtifactsAsync()).Select(a => a.Closeness));

        await Checks.CheckAsync(Cancel);

        Assert.Equal(Three.Select(n => (n.Item, n.Ratio)), (await ArtifactsAsync()).Select(a => (a.NearestItem!.Value, a.Closeness!.Value)));
        var (request, examples) = Assert.Single(_engine.Asked);
        Assert.Equal((NearEngine.Form, 3, "cpu"), (request.Form, request.Count, request.Device));
        Assert.Equal("0\0\0\0\0\0\0\01\0\0\0\0\0\0\02\0\0\0\0\0\0\0", System.Text.Encoding.UTF8.GetString(examples));
        using var pack = ExamplePack.Open(request.PackPath);
        Assert.Equal((4, NearEngine.Form), (pack.Count, pack.Form));
        Assert.Empty(Directory.GetFileSystemEntries(_studio.Folders.Spool));
    }

    [Fact]
    public async Task A_near_copy_that_was_approved_before_the_check_is_open_again()
    {
        _engine.Found.Enqueue([new Nearness(1, 0.05), new Nearness(2, 0.9), new Nearness(3, 0.9)]);
        await DrawAsync(await GenerationAsync());
        await using (var db = await _studio.DbAsync())
        {
            await db.Artifacts.ExecuteUpdateAsync(row => row.SetProperty(a => a.ReviewState, ReviewState.Approved), Cancel);
        }

        await Checks.CheckAsync(Cancel);

        Assert.Equal([ReviewState.Open, ReviewState.Approved, ReviewState.Approved], (await ArtifactsAsync()).Select(a => a.ReviewState));
    }

    [Fact]
    public async Task A_comparison_that_fails_leaves_its_artifacts_unchecked_and_the_next_ones_in_line()
    {
        var (first, second) = (await GenerationAsync(), await GenerationAsync());
        Assert.Equal(JobState.Succeeded, await DrawAsync(first));
        await Checks.CheckAsync(Cancel);
        _engine.Found.Enqueue(Three);
        Assert.Equal(JobState.Succeeded, await DrawAsync(second));
        await Checks.CheckAsync(Cancel);

        var artifacts = await ArtifactsAsync();
        Assert.All(artifacts.Where(a => a.GenerationId == first.Id), a => Assert.Equal((null, null), (a.NearestItem, a.Closeness)));
        Assert.All(artifacts.Where(a => a.GenerationId == second.Id), a => Assert.NotNull(a.Closeness));
        Assert.Empty(Directory.GetFileSystemEntries(_studio.Folders.Spool));
    }

    [Fact]
    public async Task Training_items_that_are_gone_leave_artifacts_unchecked()
    {
        var generation = await GenerationAsync();
        await using (var db = await _studio.DbAsync())
        {
            await db.DatasetVersions.ExecuteUpdateAsync(row => row.SetProperty(v => v.FrozenAt, (DateTimeOffset?)null), Cancel);
        }

        Assert.Equal(JobState.Succeeded, await DrawAsync(generation));
        await Checks.CheckAsync(Cancel);

        Assert.Equal([null, null, null], (await ArtifactsAsync()).Select(a => a.Closeness));
        Assert.Empty(_engine.Asked);
    }

    [Fact]
    public async Task The_studio_checks_by_itself_as_long_as_it_runs()
    {
        var checker = _studio.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "CopyChecker");
        await checker.StartAsync(Cancel);
        foreach (var generation in new[] { await GenerationAsync(), await GenerationAsync() })
        {
            _engine.Found.Enqueue(Three);
            await DrawAsync(generation);
        }

        await Wait.UntilAsync(async () => (await ArtifactsAsync()).All(a => a.Closeness is not null), Cancel);
        await checker.StopAsync(Cancel);
    }

    private async Task<Generation> GenerationAsync()
    {
        var checkpoint = await _studio.Blobs.AddAsync(new MemoryStream([1, 2, 3]), Cancel);
        var generation = await Shelf.LineageAsync(_studio, _anna.PersonId, checkpoint.Hash.Hex);
        await using var db = await _studio.DbAsync();
        var run = await db.Runs.SingleAsync(r => r.Id == generation.RunId, Cancel);
        run.Form = JsonSerializer.Serialize<ExampleForm>(NearEngine.Form);
        var version = await db.DatasetVersions.SingleAsync(v => v.Id == run.DatasetVersionId, Cancel);
        version.FrozenAt = Shelf.Noon;
        db.Items.AddRange(Enumerable.Range(0, 4).Select(i =>
            new Item { VersionId = version.Id, Index = i, Name = $"{i}", Text = $"Tea {i}", BlobHash = ContentHash.Of([(byte)i]).Hex }));
        await db.SaveChangesAsync(Cancel);
        await db.Datasets.Where(d => d.Id == version.DatasetId).ExecuteUpdateAsync(row => row.SetProperty(d => d.Modality, Modality.Text), Cancel);
        return generation;
    }

    private Task<JobState> DrawAsync(Generation generation) =>
        _studio.Services.GetServices<IJobHandler>().Single(h => h.Kind == JobKind.Draw).HandleAsync(
            new JobLease(Guid.CreateVersion7(), generation.Id, _anna.PersonId, "{}", 1, 1, new Progress<JobProgress>(), CancellationToken.None), Cancel);

    private async Task<IReadOnlyList<Artifact>> ArtifactsAsync()
    {
        await using var db = await _studio.DbAsync();
        return await db.Artifacts.AsNoTracking().OrderBy(a => a.Index).ToListAsync(Cancel);
    }
}
