using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Reviews;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage.Erasing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Tests.Storage.Erasing;

public sealed class LineageTests
{
    /// <summary>Workspaces made up by dice, in which works come back as items: one query finds what a plain walk over the rows in memory finds.</summary>
    [Property(MaxTest = 40)]
    public async Task<Property> One_query_finds_all_that_a_walk_in_memory_finds(int seed)
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        await using var db = await studio.DbAsync();
        var dice = new Random(seed);
        var hashes = Enumerable.Range(0, 12).Select(i => $"{i:x64}").ToList();
        Fill(db, dice, hashes);
        await db.SaveChangesAsync(CancellationToken.None);
        List<string> asked = [.. hashes.Where(_ => dice.Next(6) == 0).DefaultIfEmpty(hashes[0])];

        var found = await Lineage.OfAsync(db, asked, CancellationToken.None);

        var walked = Walk(db, asked);
        return (Same(found.Versions, walked, "version") && Same(found.Runs, walked, "run") && Same(found.Models, walked, "model")
            && Same(found.Artifacts, walked, "artifact") && Same(found.Exports, walked, "export") && Same(found.Boards, walked, "board")
            && Same(found.GuestLinks, walked, "guestLink")
            && found.Offspring.Order().SequenceEqual(walked.Where(n => n.Kind == "offspring").Select(n => n.Id).Order())).ToProperty();
    }

    private static bool Same(IReadOnlyList<Guid> found, HashSet<(string Kind, string Id)> walked, string kind) =>
        found.Order().SequenceEqual(walked.Where(n => n.Kind == kind).Select(n => Guid.Parse(n.Id)).Order());

    // The rows as lists, and from each thing to what is made of it: slow, and plain to see.
    private static HashSet<(string Kind, string Id)> Walk(StudioDb db, List<string> asked)
    {
        var (items, runs, models, artifacts) = (db.Items.AsNoTracking().ToList(), db.Runs.AsNoTracking().ToList(), db.Models.AsNoTracking().ToList(), db.Artifacts.AsNoTracking().ToList());
        var (exports, laid, linked) = (db.Exports.AsNoTracking().ToList(), db.BoardItems.AsNoTracking().ToList(), db.GuestLinkItems.AsNoTracking().ToList());
        var seen = new HashSet<(string Kind, string Id)>();
        var queue = new Queue<(string Kind, string Id)>(asked.Select(a => ("item", a)));
        while (queue.TryDequeue(out var node))
        {
            if (seen.Add(node))
            {
                foreach (var next in Next(node))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return seen;

        IEnumerable<(string Kind, string Id)> Next((string Kind, string Id) node) => node.Kind switch
        {
            "item" or "offspring" => items.Where(i => i.BlobHash == node.Id).Select(i => ("version", i.VersionId.ToString())),
            "version" => runs.Where(r => r.DatasetVersionId.ToString() == node.Id).Select(r => ("run", r.Id.ToString())),
            "run" => models.Where(m => m.RunId.ToString() == node.Id).Select(m => ("model", m.Id.ToString()))
                .Concat(artifacts.Where(a => a.RunId.ToString() == node.Id).Select(a => ("artifact", a.Id.ToString())))
                .Concat(items.Where(i => i.DrawnByRunId?.ToString() == node.Id).Select(i => ("offspring", i.BlobHash))),
            "artifact" => exports.Where(e => e.ArtifactId.ToString() == node.Id).Select(e => ("export", e.Id.ToString()))
                .Concat(laid.Where(b => b.ArtifactId.ToString() == node.Id).Select(b => ("board", b.BoardId.ToString())))
                .Concat(linked.Where(g => g.ArtifactId.ToString() == node.Id).Select(g => ("guestLink", g.LinkId.ToString())))
                .Concat(items.Where(i => i.ArtifactId?.ToString() == node.Id).Select(i => ("offspring", i.BlobHash)))
                .Concat(Back(artifacts.Where(a => a.Id.ToString() == node.Id).Select(a => a.BlobHash))),
            "export" => Back(exports.Where(e => e.Id.ToString() == node.Id).Select(e => e.FileHash)),
            _ => [],
        };

        IEnumerable<(string Kind, string Id)> Back(IEnumerable<string> hashes) => hashes.Where(h => items.Any(i => i.BlobHash == h)).Select(h => ("offspring", h));
    }

    private static void Fill(StudioDb db, Random dice, List<string> hashes)
    {
        var boards = Enumerable.Range(0, 3).Select(i => new Board { Id = Guid.CreateVersion7(), Name = $"{i}" }).ToList();
        var links = Enumerable.Range(0, 2).Select(i => new GuestLink { Id = Guid.CreateVersion7(), Title = "link", SecretHash = $"{i}" }).ToList();
        db.AddRange(boards);
        db.AddRange(links);
        List<Artifact> works = [];
        for (var d = 0; d < 3; d++)
        {
            var version = new DatasetVersion { Id = Guid.CreateVersion7(), Number = 1, Dataset = new Dataset { Id = Guid.CreateVersion7(), Name = "set" } };
            db.Add(version);
            db.AddRange(Enumerable.Range(0, dice.Next(1, 5)).Select(i => new Item { VersionId = version.Id, Index = i, BlobHash = Pick(hashes), Name = "item" }));
            db.AddRange(Enumerable.Range(5, dice.Next(3)).Select(i => Taken(version, i)).OfType<Item>());
            for (var r = dice.Next(3); r > 0; r--)
            {
                var run = new Run { Id = Guid.CreateVersion7(), Name = "run", DatasetVersionId = version.Id, FamilyId = "f", Preset = "own", Settings = "{}", Form = "{}" };
                var checkpoint = new Checkpoint { Id = Guid.CreateVersion7(), RunId = run.Id, Step = 1, BlobHash = $"c{r}{d}" };
                db.AddRange(run, checkpoint);
                db.AddRange(Enumerable.Range(0, dice.Next(3)).Select(_ => new Model { Id = Guid.CreateVersion7(), Name = "model", RunId = run.Id, CheckpointId = checkpoint.Id }));
                for (var a = dice.Next(3); a > 0; a--)
                {
                    Draw(run, checkpoint);
                }
            }
        }

        void Draw(Run run, Checkpoint checkpoint)
        {
            var generation = new Generation { Id = Guid.CreateVersion7(), RunId = run.Id, CheckpointId = checkpoint.Id };
            var artifact = new Artifact { Id = Guid.CreateVersion7(), Modality = Modality.Image, BlobHash = Pick(hashes), GenerationId = generation.Id, RunId = run.Id, CheckpointId = checkpoint.Id };
            db.AddRange(generation, artifact);
            works.Add(artifact);
            db.AddRange(boards.Where(_ => dice.Next(3) == 0).Select(b => new BoardItem { BoardId = b.Id, ArtifactId = artifact.Id }));
            db.AddRange(links.Where(_ => dice.Next(3) == 0).Select(l => new GuestLinkItem { LinkId = l.Id, ArtifactId = artifact.Id }));
            db.AddRange(Enumerable.Range(0, dice.Next(2)).Select(_ => new ExportRecord { Id = Guid.CreateVersion7(), ArtifactId = artifact.Id, FileHash = Pick(hashes), Format = "png" }));
        }

        // Encoded anew as it was taken in: its own hash tells nothing of the work, which in one of three cases was cleared away since.
        Item? Taken(DatasetVersion version, int place) => works.Count > 0 && works[dice.Next(works.Count)] is var work
            ? new Item { VersionId = version.Id, Index = place, BlobHash = $"t{dice.Next():x}", Name = "work", ArtifactId = dice.Next(3) == 0 ? Guid.CreateVersion7() : work.Id, DrawnByRunId = dice.Next(3) == 0 ? null : work.RunId }
            : null;

        // Of many hashes, so that few works come back and the walk does not reach everything.
        string Pick(List<string> from) => dice.Next(2) == 0 ? from[dice.Next(from.Count)] : $"x{dice.Next():x}";
    }
}
