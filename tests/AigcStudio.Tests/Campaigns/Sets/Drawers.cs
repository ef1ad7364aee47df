using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Recommendations;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Recommendations;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Tests.Campaigns.Sets;

/// <summary>Models of each kind with labels, and what a worker would do with their draws.</summary>
internal static class Drawers
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A published model and all that it comes from.</summary>
    public static async Task<Model> TrainAsync(IServiceProvider services, Guid owner, Modality kind, string family, params string[] labels)
    {
        var dataset = new Dataset { Id = Guid.CreateVersion7(), Name = $"{kind} data", OwnerId = owner, Modality = kind, RightsStatement = "Our own.", CreatedAt = Noon };
        var version = new DatasetVersion { Id = Guid.CreateVersion7(), DatasetId = dataset.Id, Number = 1, CreatedAt = Noon, FrozenAt = Noon, Labels = [.. labels] };
        var run = new Run
        {
            Id = Guid.CreateVersion7(),
            Name = "Run",
            OwnerId = owner,
            DatasetVersionId = version.Id,
            FamilyId = family,
            Preset = "quick",
            Settings = "{}",
            Form = "{}",
            State = RunState.Finished,
            CreatedAt = Noon,
        };
        var checkpoint = new Checkpoint { Id = Guid.CreateVersion7(), RunId = run.Id, Step = 700, BlobHash = "c", At = Noon };
        var model = new Model { Id = Guid.CreateVersion7(), Name = $"{kind} drawer", OwnerId = owner, RunId = run.Id, CheckpointId = checkpoint.Id, PublishedAt = Noon };
        await using var db = await services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync();
        db.AddRange(dataset, version, run, checkpoint, model);
        await db.SaveChangesAsync();
        return model;
    }

    /// <summary>A draw in the queue, as <see cref="Generations"/> leaves it.</summary>
    public static async Task<Guid> QueueAsync(IServiceProvider services, Model model, string? label)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync();
        var generation = new Generation
        {
            Id = Guid.CreateVersion7(),
            OwnerId = model.OwnerId,
            RunId = model.RunId,
            CheckpointId = model.CheckpointId,
            ModelId = model.Id,
            Count = 4,
            Seed = 5,
            Label = label,
            CreatedAt = Noon,
        };
        db.Generations.Add(generation);
        services.GetRequiredService<JobTable>().Add(db, JobKind.Draw, generation.Id, model.OwnerId, "{}");
        await db.SaveChangesAsync();
        return generation.Id;
    }

    /// <summary>Ends a draw with one artifact of each content, compared and measured.</summary>
    /// <param name="nearCopies">So many of the first are as near to a training item as a copy is.</param>
    public static async Task<IReadOnlyList<Guid>> EndAsync(IServiceProvider services, Guid generationId, Modality kind, IReadOnlyList<string> contents, int nearCopies = 0, bool compared = true)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var db = await services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync();
        var generation = await db.Generations.SingleAsync(g => g.Id == generationId);
        var made = new List<Artifact>();
        foreach (var (index, content) in contents.Index())
        {
            var blob = await services.GetRequiredService<BlobStore>().AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), CancellationToken.None);
            made.Add(new Artifact
            {
                Id = Guid.CreateVersion7(Noon.AddSeconds(-index)),
                Modality = kind,
                BlobHash = blob.Hash.Hex,
                Width = 8,
                Height = 8,
                Opening = kind == Modality.Text ? content : null,
                Length = kind == Modality.Image ? 0 : 1_500,
                Peaks = kind == Modality.Audio ? new byte[SoundLook.PeakCount] : null,
                OwnerId = generation.OwnerId,
                GenerationId = generationId,
                Index = index,
                RunId = generation.RunId,
                CheckpointId = generation.CheckpointId,
                ModelId = generation.ModelId,
                Step = 700,
                Seed = 5,
                Label = generation.Label,
                CreatedAt = Noon,
                Closeness = !compared ? null : index < nearCopies ? 0.1 : 0.9,
            });
        }

        generation.EndedAt = now;
        db.AddRange(made);
        db.AddRange(made.Select(a => new ArtifactFeatures { ArtifactId = a.Id, Version = FeatureNames.Version, Vector = [], At = now }));
        await db.SaveChangesAsync();
        await db.Jobs.Where(j => j.SubjectId == generationId).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Succeeded));
        return [.. made.Select(a => a.Id)];
    }
}
