namespace AigcStudio.Data.Datasets;

/// <summary>One picture, text or sound of a frozen version.</summary>
public sealed class Item
{
    public Guid VersionId { get; init; }

    /// <summary>0, 1, 2 ...: the order in which models see it.</summary>
    public int Index { get; init; }

    public required string BlobHash { get; init; }

    /// <summary>The file's own name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Index into <see cref="DatasetVersion.Labels"/>, -1 for none.</summary>
    public int Label { get; set; } = -1;

    /// <summary>Texts: the text itself, NFC; the question of a pair. Null otherwise. A text has no blob: its hash is of its UTF-8.</summary>
    public string? Text { get; init; }

    /// <summary>Pairs: the reply; null otherwise.</summary>
    public string? Reply { get; init; }

    /// <summary>Sounds: length.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Sounds: <see cref="Core.Datasets.SoundLook.Peaks"/>; null otherwise.</summary>
    public byte[]? Peaks { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>True where the picture has colour.</summary>
    public bool Colour { get; init; }

    /// <summary>64-bit difference hash, stored as a signed number.</summary>
    public long PerceptualHash { get; init; }

    public bool HeldOut { get; set; }

    /// <summary>The artifact that it was made of; null for an original. The artifact itself may be gone by now.</summary>
    public Guid? ArtifactId { get; init; }

    /// <summary>The run whose checkpoint drew that artifact; null for an original. It tells the descent where the artifact is gone.</summary>
    public Guid? DrawnByRunId { get; init; }
}
