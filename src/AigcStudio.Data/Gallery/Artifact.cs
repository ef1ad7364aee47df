using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;

namespace AigcStudio.Data.Gallery;

/// <summary>A generated picture, text or clip with its whole lineage.</summary>
public sealed class Artifact : IOwned
{
    public Guid Id { get; init; }

    public Modality Modality { get; init; }

    public required string BlobHash { get; init; }

    public long Bytes { get; init; }

    /// <summary>Pictures: pixels.</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>Texts: the first characters, for a tile; null otherwise.</summary>
    public string? Opening { get; init; }

    /// <summary>Texts: characters. Sounds: milliseconds. 0 for pictures.</summary>
    public int Length { get; init; }

    /// <summary>Sounds: <see cref="SoundLook.Peaks"/>; null otherwise.</summary>
    public byte[]? Peaks { get; init; }

    public Guid OwnerId { get; init; }

    public Visibility Visibility { get; set; } = Visibility.Shared;

    public Guid GenerationId { get; init; }

    /// <summary>Its place in the generation: with the seed it names the draw.</summary>
    public int Index { get; init; }

    public Guid RunId { get; init; }

    public Guid CheckpointId { get; init; }

    public Guid? ModelId { get; init; }

    /// <summary>The checkpoint's step.</summary>
    public int Step { get; init; }

    public int Seed { get; init; }

    public string? Label { get; init; }

    public ReviewState ReviewState { get; set; }

    /// <summary>Mean of the ratings, 0 where there are none.</summary>
    public double Stars { get; set; }

    public int RatingCount { get; set; }

    /// <summary>Index of the training item that is nearest to it, in its run's dataset version; null where it was not compared.</summary>
    public int? NearestItem { get; set; }

    /// <summary><see cref="Core.Evaluation.Nearness.Ratio"/> to that item; null where it was not compared.</summary>
    public double? Closeness { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? TrashedAt { get; set; }
}
