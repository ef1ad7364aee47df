using AigcStudio.Core.Recommendations;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Recommendations;

/// <summary>All vectors of this version in memory, some 100 bytes each, read once and then only what came since.</summary>
public sealed class FeatureShelf(IDbContextFactory<StudioDb> databases) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private Dictionary<Guid, float[]> _vectors = [];
    private DateTimeOffset _until;

    /// <summary>By artifact; what is read later does not change it.</summary>
    public async Task<IReadOnlyDictionary<Guid, float[]>> GetAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            // The last moment once more: another piece may have been written within it.
            var fresh = await db.ArtifactFeatures.AsNoTracking()
                .Where(f => f.Version == FeatureNames.Version && f.At >= _until)
                .Select(f => new { f.ArtifactId, f.Vector, f.At })
                .ToListAsync(cancel);
            if (fresh.Any(f => !_vectors.ContainsKey(f.ArtifactId)))
            {
                var all = new Dictionary<Guid, float[]>(_vectors);
                fresh.ForEach(f => all[f.ArtifactId] = ArtifactFeatures.Unpack(f.Vector));
                (_vectors, _until) = (all, fresh.Max(f => f.At));
            }

            return _vectors;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
