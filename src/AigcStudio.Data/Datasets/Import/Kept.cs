using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>A picture, text or sound that is stored.</summary>
/// <param name="Sequence">Its place in the upload; of two equal items the first is kept.</param>
/// <param name="PerceptualHash">64 bits, near for items that look or sound alike; 0 for texts.</param>
internal sealed record Kept(long Sequence, string Name, string? Label, ContentHash Hash, long Bytes, ulong PerceptualHash)
{
    private readonly ContentHash? _key;

    /// <summary>Equal for exact duplicates: the hash of the bytes, unless differences that do not count were folded away.</summary>
    public ContentHash Key
    {
        get => _key ?? Hash;
        init => _key = value;
    }

    public int Width { get; init; }

    public int Height { get; init; }

    public bool Colour { get; init; }

    /// <summary>Texts: clean, the question of a pair; null otherwise.</summary>
    public string? Text { get; init; }

    public string? Reply { get; init; }

    public int Milliseconds { get; init; }

    /// <summary>Sounds: <see cref="Core.Datasets.SoundLook.Peaks"/>; null otherwise.</summary>
    public byte[]? Peaks { get; init; }

    /// <summary><see cref="Item.ArtifactId"/>.</summary>
    public Guid? ArtifactId { get; init; }

    /// <summary><see cref="Item.DrawnByRunId"/>.</summary>
    public Guid? DrawnByRunId { get; init; }

    /// <summary>Whether a model made it: nothing is ever measured against it.</summary>
    public bool IsGenerated => ArtifactId is not null;

    /// <summary>Where an earlier version put it: true held out, false trained on, null for a new one.</summary>
    public bool? WasHeldOut { get; init; }
}
