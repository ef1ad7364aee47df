namespace AigcStudio.Data.Gallery;

/// <summary>A file that left the house: the provenance registry's line.</summary>
public sealed class ExportRecord
{
    public Guid Id { get; init; }

    public Guid ArtifactId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>SHA-256 of the exported file, hex.</summary>
    public required string FileHash { get; init; }

    /// <summary>64-bit difference hash of the picture, signed.</summary>
    public long PerceptualHash { get; init; }

    /// <summary>What a sound is recognised by (<see cref="Core.Datasets.SoundPrint"/>); null of other kinds and of sounds that left before there was one.</summary>
    public byte[]? SoundPrint { get; init; }

    public required string Format { get; init; }

    public DateTimeOffset At { get; init; }
}
