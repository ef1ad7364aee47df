using System.IO.Compression;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Jobs;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Datasets;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Gallery;

/// <summary>From a generation to a marked file, through real Media processes; only the Engine is a double.</summary>
public sealed class DrawJobTests : IAsyncLifetime
{
    private readonly Viewer _anna = Shelf.Person();
    private readonly RisingEngine _engine = new();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync(services =>
    {
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMedia();
        services.AddSingleton<IEngine>(_engine);
        services.AddSingleton<Devices>();
        services.AddSingleton<DatasetPacks>();
        GallerySetup.AddGallery(services);
    });

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task A_draw_fills_the_gallery_once_however_often_it_is_started()
    {
        var generation = await GenerationAsync(Visibility.Private);
        Assert.Equal(JobState.Succeeded, await DrawAsync(generation));
        Assert.Equal(JobState.Succeeded, await DrawAsync(generation));

        await using var db = await _studio.DbAsync();
        var artifacts = await db.Artifacts.OrderByDescending(a => a.Id).ToListAsync(Cancel);
        Assert.Equal([0, 1, 2], artifacts.Select(a => a.Index));
        Assert.All(artifacts, a => Assert.Equal((_anna.PersonId, Visibility.Private, 700, 5, 4), (a.OwnerId, a.Visibility, a.Step, a.Seed, a.Width)));
        Assert.All(artifacts, a => Assert.True(_studio.Blobs.Has(ContentHash.Parse(a.BlobHash))));
        Assert.Equal(1, _engine.Draws);
        Assert.NotNull((await db.Generations.SingleAsync(Cancel)).EndedAt);
    }

    [Fact]
    public async Task A_zip_holds_marked_pictures_each_in_the_provenance_registry()
    {
        await DrawAsync(await GenerationAsync(Visibility.Shared));
        var archive = _studio.Services.GetRequiredService<SelectionArchive>();
        var ids = await _studio.Services.GetRequiredService<GalleryReader>().IdsAsync(_anna, new GalleryFilter(), Cancel);
        using var bytes = new MemoryStream();
        var formats = DeliveryFormats.Of("jpeg", null, null);
        await archive.WriteAsync(_anna, await archive.CheckAsync(_anna, ids, formats, Cancel), formats, bytes, Cancel);

        using var zip = new ZipArchive(bytes);
        var pictures = zip.Entries.Where(e => e.Name.EndsWith(".jpg", StringComparison.Ordinal)).Select(Read).ToList();
        await using var db = await _studio.DbAsync();
        Assert.Equal(3, pictures.Count);
        Assert.All(pictures, p => Assert.Contains("trainedAlgorithmicMedia", System.Text.Encoding.Latin1.GetString(p), StringComparison.Ordinal));
        Assert.Equal(pictures.Select(p => ContentHash.Of(p).Hex).Order(), (await db.Exports.Select(e => e.FileHash).ToListAsync(Cancel)).Order());
        Assert.NotNull(zip.GetEntry("manifest.json"));
        await _studio.Services.GetRequiredService<CopyChecks>().CheckAsync(Cancel);
        Assert.Empty(Directory.GetFileSystemEntries(_studio.Folders.Spool));
    }

    [Fact]
    public async Task A_thumbnail_is_made_once_for_many_who_ask()
    {
        await DrawAsync(await GenerationAsync(Visibility.Shared));
        await using var db = await _studio.DbAsync();
        var hash = ContentHash.Parse(await db.Artifacts.Select(a => a.BlobHash).FirstAsync(Cancel));
        var thumbnails = _studio.Services.GetRequiredService<ArtifactThumbnails>();

        var paths = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => thumbnails.MakeAsync(hash, 256, Cancel)));

        Assert.Single(paths.Distinct());
        Assert.StartsWith("RIFF", System.Text.Encoding.ASCII.GetString(await File.ReadAllBytesAsync(paths[0], Cancel)), StringComparison.Ordinal);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private async Task<Generation> GenerationAsync(Visibility visibility)
    {
        var checkpoint = await _studio.Blobs.AddAsync(new MemoryStream([1, 2, 3]), Cancel);
        return await Shelf.LineageAsync(_studio, _anna.PersonId, checkpoint.Hash.Hex, 3, visibility);
    }

    private Task<JobState> DrawAsync(Generation generation) =>
        _studio.Services.GetServices<IJobHandler>().Single(h => h.Kind == JobKind.Draw).HandleAsync(
            new JobLease(Guid.CreateVersion7(), generation.Id, _anna.PersonId, "{}", 1, 1, new Progress<JobProgress>(), CancellationToken.None), Cancel);

    /// <summary>Draws 4x2 pictures of rising greys.</summary>
    private sealed class RisingEngine : MuteEngine
    {
        public int Draws { get; private set; }

        public override async Task<DrawOutcome> DrawAsync(DrawRequest request, CancellationToken cancel)
        {
            Draws++;
            var form = new ImageForm(1, 2, 4);
            await File.WriteAllBytesAsync(request.OutputPath, [.. Enumerable.Range(0, form.ExampleBytes * request.Count).Select(i => (byte)(i * 9))], cancel);
            return new DrawOutcome(form, request.Count, 700, 0.1);
        }

        public override Task<EngineGreeting> GreetAsync(CancellationToken cancel) =>
            Task.FromResult(new EngineGreeting("0", "cpu", 1, [new EngineDevice("cpu", "processor", 1)]));
    }
}
