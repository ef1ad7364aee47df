using System.Collections.Concurrent;
using AigcStudio.Core;
using AigcStudio.Core.Recommendations;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Recommendations;

/// <summary>
/// Sees to it that every artifact is measured. What is missing is what has no row of this version: nothing is lost by a restart,
/// and no draw waits.
/// </summary>
public sealed class FeatureBook(IDbContextFactory<StudioDb> databases, FeatureReader reader, TimeProvider clock)
{
    /// <summary>Artifacts at once: a draw that needs the Media process meanwhile waits for no more than these.</summary>
    private const int Piece = 16;

    private const int MostTries = 3;

    // How often an artifact failed where nothing beside it could be measured either: the fault may lie elsewhere.
    private readonly ConcurrentDictionary<Guid, int> _tries = new();

    /// <summary>
    /// Measures the newest that are not measured yet, of one kind. One of which the measuring fails gets an empty vector, so that it does not
    /// stand before all older ones for ever: at once where others of its kind can be measured, else at the third try.
    /// </summary>
    /// <exception cref="Exception">Whatever ails the measuring, where not one can be measured.</exception>
    /// <returns>How many; 0 where all are.</returns>
    public async Task<int> MeasureNextAsync(CancellationToken cancel)
    {
        var missing = await MissingAsync(cancel);
        if (missing.Count == 0)
        {
            return 0;
        }

        var vectors = await ReadAsync(missing, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        Guid[] ids = [.. missing.Select(m => m.Id)];
        await db.ArtifactFeatures.Where(f => ids.Contains(f.ArtifactId)).ExecuteDeleteAsync(cancel);
        // Some may have been deleted for good while they were measured.
        var there = await db.Artifacts.Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToHashSetAsync(cancel);
        var now = clock.GetUtcNow();
        db.ArtifactFeatures.AddRange(missing.Zip(vectors).Where(m => there.Contains(m.First.Id)).Select(m => new ArtifactFeatures
        {
            ArtifactId = m.First.Id,
            Version = FeatureNames.Version,
            Vector = ArtifactFeatures.Pack(m.Second),
            At = now,
        }));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return missing.Count;
    }

    private async Task<IReadOnlyList<float[]>> ReadAsync(IReadOnlyList<UnmeasuredArtifact> missing, CancellationToken cancel)
    {
        try
        {
            return await reader.ReadAsync(missing[0].Modality, missing, cancel);
        }
        catch (Exception) when (missing.Count > 1 && !cancel.IsCancellationRequested)
        {
            return await OneByOneAsync(missing, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested && IsHopeless(missing[0]))
        {
            return [[]];
        }
    }

    private async Task<IReadOnlyList<float[]>> OneByOneAsync(IReadOnlyList<UnmeasuredArtifact> missing, CancellationToken cancel)
    {
        var vectors = missing.Select(_ => Array.Empty<float>()).ToList();
        var faults = new Dictionary<UnmeasuredArtifact, Exception>();
        foreach (var (place, artifact) in missing.Index())
        {
            try
            {
                vectors[place] = (await reader.ReadAsync(artifact.Modality, [artifact], cancel))[0];
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                faults[artifact] = fault;
            }
        }

        if (faults.Count == missing.Count && !missing.Select(IsHopeless).ToList().TrueForAll(hopeless => hopeless))
        {
            throw new AggregateException(faults.Values);
        }

        return vectors;
    }

    private bool IsHopeless(UnmeasuredArtifact artifact) => _tries.AddOrUpdate(artifact.Id, 1, (_, tries) => tries + 1) >= MostTries;

    private async Task<IReadOnlyList<UnmeasuredArtifact>> MissingAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Artifacts.AsNoTracking()
            .Where(a => !db.ArtifactFeatures.Any(f => f.ArtifactId == a.Id && f.Version == FeatureNames.Version))
            .OrderByDescending(a => a.Id).Take(Piece)
            .Select(a => new { a.Id, a.Modality, a.BlobHash, a.Length })
            .ToListAsync(cancel);
        return [.. found.Where(f => f.Modality == found[0].Modality).Select(f => new UnmeasuredArtifact(f.Id, f.Modality, ContentHash.Parse(f.BlobHash), f.Length))];
    }
}
