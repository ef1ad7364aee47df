using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Reviews;

namespace AigcStudio.Data.Gallery;

/// <summary>What a grid shows of an artifact.</summary>
/// <param name="Stars">Mean of all ratings, 0 where there are none.</param>
/// <param name="MyStars">The viewer's own, 0 where they have not rated.</param>
public sealed record ArtifactTile(
    Guid Id,
    Modality Modality,
    int Width,
    int Height,
    string? Label,
    int Seed,
    int Index,
    Guid RunId,
    Guid? ModelId,
    int Step,
    ReviewState ReviewState,
    double Stars,
    int RatingCount,
    int MyStars,
    bool Mine,
    string BlobHash,
    DateTimeOffset CreatedAt)
{
    /// <summary><see cref="Artifact.Opening"/>.</summary>
    public string? Opening { get; init; }

    /// <summary><see cref="Artifact.Length"/>.</summary>
    public int Length { get; init; }

    /// <summary><see cref="Artifact.Peaks"/>.</summary>
    public byte[]? Peaks { get; init; }

    /// <summary><see cref="Artifact.NearestItem"/>.</summary>
    public int? NearestItem { get; init; }

    /// <summary><see cref="Artifact.Closeness"/>.</summary>
    public double? Closeness { get; init; }

    /// <summary>Stars, ratings and state are left out: who only reviews sees what others said once they have rated or judged it.</summary>
    public bool HiddenUntilRated { get; init; }

    /// <summary>True where it is so near to a training item that it may be a copy; false also where it was not compared.</summary>
    public bool NearCopy => Nearness.IsNear(Closeness);
}
