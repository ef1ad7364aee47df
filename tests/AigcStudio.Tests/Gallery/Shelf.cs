using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Tests.Gallery;

/// <summary>A real database with one run, its checkpoint, its model and what was drawn from them.</summary>
internal static class Shelf
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static Viewer Person(Role role = Role.Creator) => new(Guid.CreateVersion7(), role);

    public static Task<Generation> LineageAsync(
        TemporaryStudio studio, Guid owner, string checkpointHash, int count = 3, Visibility visibility = Visibility.Shared) =>
        LineageAsync(studio.Contexts, owner, checkpointHash, count, visibility);

    /// <summary>Adds a whole lineage and a generation that waits to be drawn.</summary>
    public static async Task<Generation> LineageAsync(
        IDbContextFactory<StudioDb> databases, Guid owner, string checkpointHash, int count = 3, Visibility visibility = Visibility.Shared)
    {
        await using var db = await databases.CreateDbContextAsync();
        var dataset = new Dataset { Id = Guid.CreateVersion7(), Name = "Tea", OwnerId = owner, Modality = Modality.Image, RightsStatement = "Our own.", CreatedAt = Noon };
        var version = new DatasetVersion { Id = Guid.CreateVersion7(), DatasetId = dataset.Id, Number = 3, CreatedAt = Noon };
        var run = new Run
        {
            Id = Guid.CreateVersion7(),
            Name = "Run",
            OwnerId = owner,
            Visibility = visibility,
            DatasetVersionId = version.Id,
            FamilyId = "Plain",
            Preset = "quick",
            Settings = "{}",
            Form = "{}",
            State = RunState.Finished,
            CreatedAt = Noon,
        };
        var checkpoint = new Checkpoint { Id = Guid.CreateVersion7(), RunId = run.Id, Step = 700, BlobHash = checkpointHash, At = Noon };
        var generation = new Generation { Id = Guid.CreateVersion7(), OwnerId = owner, RunId = run.Id, CheckpointId = checkpoint.Id, Count = count, Seed = 5, CreatedAt = Noon };
        db.AddRange(dataset, version, run, checkpoint, generation);
        await db.SaveChangesAsync();
        return generation;
    }

    public static Task<IReadOnlyList<Artifact>> FillAsync(
        TemporaryStudio studio, Generation generation, int count, Visibility visibility = Visibility.Shared, Func<int, string>? hash = null) =>
        FillAsync(studio.Contexts, generation, count, visibility, hash);

    /// <summary>Adds artifacts, the first the newest, a second apart.</summary>
    /// <param name="kind">Of the artifact at each place; pictures where null.</param>
    public static async Task<IReadOnlyList<Artifact>> FillAsync(
        IDbContextFactory<StudioDb> databases,
        Generation generation,
        int count,
        Visibility visibility = Visibility.Shared,
        Func<int, string>? hash = null,
        Func<int, Modality>? kind = null,
        string? label = null,
        DateTimeOffset? newest = null)
    {
        await using var db = await databases.CreateDbContextAsync();
        List<Artifact> artifacts = [.. Enumerable.Range(0, count).Select(i => new Artifact
        {
            Modality = kind?.Invoke(i) ?? Modality.Image, Label = label,
            Opening = kind?.Invoke(i) == Modality.Text ? $"Opening {i}" : null, Length = kind?.Invoke(i) is Modality.Text or Modality.Audio ? 1_500 : 0,
            Peaks = kind?.Invoke(i) == Modality.Audio ? new byte[SoundLook.PeakCount] : null,
            Id = Guid.CreateVersion7((newest ?? Noon).AddSeconds(-i)), BlobHash = hash?.Invoke(i) ?? Core.ContentHash.Of([(byte)i, (byte)(i >> 8)]).Hex, Width = 8, Height = 8,
            OwnerId = generation.OwnerId, Visibility = visibility, GenerationId = generation.Id, Index = i, RunId = generation.RunId,
            CheckpointId = generation.CheckpointId, Step = 700, Seed = 5, CreatedAt = (newest ?? Noon).AddSeconds(-i),
        })];
        db.AddRange(artifacts);
        await db.SaveChangesAsync();
        return artifacts;
    }
}
