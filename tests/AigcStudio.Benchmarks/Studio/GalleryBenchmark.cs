using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Benchmarks.Studio;

/// <summary>Fills a data root with artifacts over thirty days and measures what a gallery page asks of the database.</summary>
internal static class GalleryBenchmark
{
    private const string Opening = "Steam lifts from the cup, and the garden is quiet again; a first leaf turns in the light of the window.";
    private const int Piece = 5000;
    private const int Rounds = 15;

    // Seven pictures to two texts and one sound.
    private static readonly Modality[] Kinds =
        [.. Enumerable.Repeat(Modality.Image, 7), Modality.Text, Modality.Text, Modality.Audio];

    public static async Task RunAsync(string dataRoot, int count)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddOptions();
        collection.AddData(dataRoot, null);
        await using var services = collection.BuildServiceProvider();
        await services.OpenDatabaseAsync();
        var board = await FillAsync(services, count);
        var viewer = new Viewer(Guid.CreateVersion7(), Role.Reviewer);
        await MeasureAsync(services.GetRequiredService<GalleryReader>(), viewer);
        var gallery = services.GetRequiredService<GalleryReader>();
        await TimeAsync("120 of a board of a tenth", () => gallery.ListAsync(viewer, new GalleryFilter(BoardId: board), null, 120, default));
        await TimeAsync("all ids of that board", () => gallery.IdsAsync(viewer, new GalleryFilter(BoardId: board), default));
        await TimeAsync("120 on no board", () => gallery.ListAsync(viewer, new GalleryFilter(WithoutBoard: true), null, 120, default));
        await TimeAsync("all ids on no board", () => gallery.IdsAsync(viewer, new GalleryFilter(WithoutBoard: true), default));
        await TimeAsync("that board as it was laid", () => services.GetRequiredService<BoardReader>().IdsAsync(viewer, board, BoardOrder.Hand, default));
        await TimeAsync("its card and cover", () => services.GetRequiredService<BoardReader>().GetAsync(viewer, board, default));
        var facets = services.GetRequiredService<GalleryFacets>();
        await TimeAsync("counts of all facets", () => facets.ReadAsync(viewer, new GalleryFilter(), default));
        await TimeAsync("counts of facets of texts", () => facets.ReadAsync(viewer, new GalleryFilter(Modality: Modality.Text), default));
    }

    /// <returns>A board with every tenth artifact on it.</returns>
    public static async Task<Guid> FillAsync(ServiceProvider services, int count)
    {
        var databases = services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var blobs = await PicturesAsync(services.GetRequiredService<BlobStore>());
        await using var db = await databases.CreateDbContextAsync();
        var now = TimeProvider.System.GetUtcNow();
        var owner = await db.Users.Select(u => u.Id).FirstOrDefaultAsync();
        var (generation, label) = Lineage(db, owner, now, count, blobs[0].Hash.Hex);
        await db.SaveChangesAsync();
        var dice = new Random(7);
        for (var first = 0; first < count; first += Piece)
        {
            db.ChangeTracker.Clear();
            db.Artifacts.AddRange(Enumerable.Range(first, Math.Min(Piece, count - first)).Select(i => Made(i, Kinds[dice.Next(Kinds.Length)])));
            Artifact Made(int i, Modality kind) => new()
            {
                Id = Guid.CreateVersion7(now.AddSeconds(-i * (30.0 * 86_400 / count))),
                Modality = kind,
                Opening = kind == Modality.Text ? Opening : null,
                Length = kind == Modality.Image ? 0 : 1_000,
                Peaks = kind == Modality.Audio ? new byte[SoundLook.PeakCount] : null,
                BlobHash = blobs[dice.Next(blobs.Count)].Hash.Hex,
                Width = 64,
                Height = 64,
                OwnerId = owner,
                GenerationId = generation.Id,
                Index = i,
                RunId = generation.RunId,
                CheckpointId = generation.CheckpointId,
                ModelId = generation.ModelId,
                Step = 12_000,
                Seed = generation.Seed,
                Label = i % 3 == 0 ? null : label + (i % 7),
                Stars = i % 4 == 0 ? 1 + (i % 5) : 0,
                RatingCount = i % 4 == 0 ? 1 : 0,
                ReviewState = dice.Next(9) == 0 ? (ReviewState)dice.Next(4) : ReviewState.Open,
                CreatedAt = now.AddSeconds(-i * (30.0 * 86_400 / count)),
            };
            await db.SaveChangesAsync();
        }

        return await LayAsync(db, owner, now);
    }

    private static async Task<Guid> LayAsync(StudioDb db, Guid owner, DateTimeOffset now)
    {
        db.ChangeTracker.Clear();
        var board = new Board { Id = Guid.CreateVersion7(now), Name = "Every tenth", OwnerId = owner, CreatedAt = now };
        var ids = await db.Artifacts.OrderByDescending(a => a.Id).Select(a => a.Id).ToListAsync();
        db.Boards.Add(board);
        db.BoardItems.AddRange(ids.Where((_, i) => i % 10 == 0).Select((id, i) => new BoardItem { BoardId = board.Id, ArtifactId = id, Place = i }));
        await db.SaveChangesAsync();
        return board.Id;
    }

    private static (Generation Generation, string Label) Lineage(StudioDb db, Guid owner, DateTimeOffset now, int count, string blob)
    {
        var dataset = new Dataset { Id = Guid.CreateVersion7(now), Name = "Nordlys tea house", OwnerId = owner, Modality = Modality.Image, RightsStatement = "Drawn by our own hand; free to use.", RightsConfirmedAt = now, CreatedAt = now };
        var version = new DatasetVersion { Id = Guid.CreateVersion7(now), DatasetId = dataset.Id, Number = 1, CreatedAt = now, FrozenAt = now, Count = 600, Labels = ["cup", "leaf"] };
        var run = new Run
        {
            Id = Guid.CreateVersion7(now),
            Name = "Tea house, good",
            OwnerId = owner,
            DatasetVersionId = version.Id,
            FamilyId = "ImageGan",
            Preset = "good",
            Settings = "{\"resolution\":64,\"batch\":64,\"learningRate\":0.0002}",
            Seed = 11,
            Steps = 12_000,
            Step = 12_000,
            State = RunState.Finished,
            Form = "{\"kind\":\"image\",\"Channels\":3,\"Height\":64,\"Width\":64}",
            CreatedAt = now,
            EndedAt = now,
        };
        var checkpoint = new Checkpoint { Id = Guid.CreateVersion7(now), RunId = run.Id, Step = 12_000, BlobHash = blob, At = now };
        var model = new Model { Id = Guid.CreateVersion7(now), Name = "Tea house", OwnerId = owner, RunId = run.Id, CheckpointId = checkpoint.Id, PublishedAt = now };
        var generation = new Generation { Id = Guid.CreateVersion7(now), OwnerId = owner, RunId = run.Id, CheckpointId = checkpoint.Id, ModelId = model.Id, Count = count, Seed = 42, Label = "cup", CreatedAt = now, EndedAt = now };
        db.AddRange(dataset, version, run, checkpoint, model, generation);
        return (generation, "cup");
    }

    private static async Task<IReadOnlyList<StoredBlob>> PicturesAsync(BlobStore store)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(EndToEnd.Tests.Studio.Repository.Root, "seed-data", "demo", "pictures.zip"));
        var blobs = new List<StoredBlob>();
        foreach (var entry in zip.Entries.Where(e => e.Length > 0).Take(300))
        {
            await using var stream = entry.Open();
            blobs.Add(await store.AddAsync(stream, CancellationToken.None));
        }

        return blobs;
    }

    private static async Task MeasureAsync(GalleryReader gallery, Viewer viewer)
    {
        var all = new GalleryFilter();
        var ids = await gallery.IdsAsync(viewer, all, default);
        var middle = ids[ids.Count / 2];
        Console.WriteLine($"{ids.Count} artifacts; median and largest of {Rounds} in ms");
        await TimeAsync("first page of 120", () => gallery.ListAsync(viewer, all, null, 120, default));
        await TimeAsync("120 after the middle", () => gallery.ListAsync(viewer, all, middle, 120, default));
        await TimeAsync("120 of five stars", () => gallery.ListAsync(viewer, all with { MinStars = 5 }, null, 120, default));
        await TimeAsync("120 rejected, from the end", () => gallery.ListAsync(viewer, all with { State = ReviewState.Rejected }, ids[^2000], 120, default));
        await TimeAsync("120 texts", () => gallery.ListAsync(viewer, all with { Modality = Modality.Text }, null, 120, default));
        await TimeAsync("all ids of sounds", () => gallery.IdsAsync(viewer, all with { Modality = Modality.Audio }, default));
        await TimeAsync("a filter that nothing passes", () => gallery.ListAsync(viewer, all with { Label = "none" }, null, 120, default));
        await TimeAsync("all ids", () => gallery.IdsAsync(viewer, all, default));
        await TimeAsync("120 tiles by id", () => gallery.TilesAsync(viewer, [.. ids.Skip(ids.Count / 3).Take(120)], default));
        await TimeAsync("neighbours", () => gallery.NeighboursAsync(viewer, all, middle, default));
    }

    private static async Task TimeAsync(string name, Func<Task> read)
    {
        await read();
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} {times[times.Count / 2],8:0.0} {times[^1],8:0.0}"));
    }
}
