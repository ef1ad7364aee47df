using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Recommendations;
using AigcStudio.Data;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Recommendations;
using AigcStudio.Data.Reviews;
using AigcStudio.Tests.Gallery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Tests.Recommendations;

/// <summary>A gallery of measured pictures: every second one is warm, the others are cool.</summary>
internal static class Tasters
{
    private static readonly int Warmth = FeatureNames.Of(Core.Datasets.Modality.Image).Index().First(f => f.Item == "image.warm").Index;

    /// <summary>Adds artifacts, the even ones warm.</summary>
    public static async Task<IReadOnlyList<Artifact>> HangAsync(
        IDbContextFactory<StudioDb> databases, Guid owner, int count, Visibility visibility = Visibility.Shared, Func<int, double>? warmth = null)
    {
        var generation = await Shelf.LineageAsync(databases, owner, ContentHash.Of("c"u8).Hex, visibility: visibility);
        var artifacts = await Shelf.FillAsync(databases, generation, count, visibility);
        var pictures = Raters.Pictures(count, 3);
        await using var db = await databases.CreateDbContextAsync();
        db.AddRange(artifacts.Select((a, i) => new ArtifactFeatures { ArtifactId = a.Id, Version = FeatureNames.Version, Vector = ArtifactFeatures.Pack(Warm(pictures[i].Vector, warmth?.Invoke(i) ?? (i % 2 == 0 ? 0.6 : -0.6))), At = Shelf.Noon }));
        await db.SaveChangesAsync();
        return artifacts;
    }

    /// <summary>Five stars for the even of the first ones, one star for the odd, or the other way round.</summary>
    public static async Task RateAsync(IServiceProvider services, Viewer viewer, IEnumerable<Artifact> artifacts, bool likesWarm = true)
    {
        var ratings = services.GetRequiredService<RatingBook>();
        foreach (var artifact in artifacts)
        {
            await ratings.RateAsync(viewer, [artifact.Id], (artifact.Index % 2 == 0) == likesWarm ? 5 : 1, CancellationToken.None);
        }
    }

    private static float[] Warm(float[] vector, double warmth) => [.. vector.Select((v, i) => i == Warmth ? (float)warmth : v)];
}
