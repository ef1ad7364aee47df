using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Gallery;

/// <summary>One encoded example of a draw on its way into the gallery.</summary>
/// <param name="File">In the spool; it is moved into the blob store.</param>
public sealed record DrawnExample(string File, Modality Modality)
{
    /// <summary>Pictures: pixels.</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary><see cref="Artifact.Opening"/>.</summary>
    public string? Opening { get; init; }

    /// <summary><see cref="Artifact.Length"/>.</summary>
    public int Length { get; init; }

    /// <summary><see cref="Artifact.Peaks"/>.</summary>
    public byte[]? Peaks { get; init; }
}
