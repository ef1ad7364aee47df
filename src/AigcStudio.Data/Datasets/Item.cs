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

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>True where the picture has colour.</summary>
    public bool Colour { get; init; }

    /// <summary>64-bit difference hash, stored as a signed number.</summary>
    public long PerceptualHash { get; init; }

    public bool HeldOut { get; set; }
}
