using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>A network that competes: one checkpoint of a run, under its model's name where it was published.</summary>
/// <param name="ModelId">Null where there is none that the viewer may see.</param>
/// <param name="RunId">Null where the viewer may not see it.</param>
/// <param name="Name">Of the model, or else of the run; null where the viewer may see neither.</param>
/// <param name="Step">Of the checkpoint.</param>
public sealed record Contender(Guid CheckpointId, Guid? ModelId, Guid? RunId, string? Name, int Step)
{
    /// <summary>Those that made some artifacts, by kind, in an order that stays.</summary>
    internal static async Task<ILookup<Modality, Contender>> OfAsync(StudioDb db, Viewer viewer, IQueryable<Artifact> artifacts, CancellationToken cancel)
    {
        var makers = await artifacts.Select(a => new { a.Modality, a.CheckpointId, a.RunId, a.Step }).Distinct().ToListAsync(cancel);
        var named = await NameAsync(db, viewer, [.. makers.Select(m => new Maker(m.CheckpointId, m.RunId, m.Step)).Distinct()], cancel);
        return makers.OrderBy(m => m.CheckpointId).ToLookup(m => m.Modality, m => named[m.CheckpointId]);
    }

    /// <summary>Some checkpoints, in an order that stays; those that are gone are left out.</summary>
    internal static async Task<IReadOnlyList<Contender>> OfAsync(StudioDb db, Viewer viewer, IReadOnlyList<Guid> checkpointIds, CancellationToken cancel)
    {
        var makers = await db.Checkpoints.Where(c => checkpointIds.Contains(c.Id)).Select(c => new Maker(c.Id, c.RunId, c.Step)).ToListAsync(cancel);
        return [.. (await NameAsync(db, viewer, makers, cancel)).Values.OrderBy(c => c.CheckpointId)];
    }

    private static async Task<IReadOnlyDictionary<Guid, Contender>> NameAsync(StudioDb db, Viewer viewer, IReadOnlyList<Maker> makers, CancellationToken cancel)
    {
        Guid[] checkpoints = [.. makers.Select(m => m.CheckpointId)];
        Guid[] runs = [.. makers.Select(m => m.RunId).Distinct()];
        var models = (await db.Models.VisibleTo(viewer).Where(m => checkpoints.Contains(m.CheckpointId)).OrderBy(m => m.Id)
            .Select(m => new { m.CheckpointId, m.Id, m.Name }).ToListAsync(cancel)).ToLookup(m => m.CheckpointId);
        var names = await db.Runs.VisibleTo(viewer).Where(r => runs.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name, cancel);
        return makers.ToDictionary(
            m => m.CheckpointId,
            m => models[m.CheckpointId].FirstOrDefault() is { } model
                ? new Contender(m.CheckpointId, model.Id, RunOf(m.RunId), model.Name, m.Step)
                : new Contender(m.CheckpointId, null, RunOf(m.RunId), names.GetValueOrDefault(m.RunId), m.Step));

        Guid? RunOf(Guid run) => names.ContainsKey(run) ? run : null;
    }

    private sealed record Maker(Guid CheckpointId, Guid RunId, int Step);
}
