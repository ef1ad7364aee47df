namespace AigcStudio.Data.Boards;

/// <summary>An artifact on a board; it may lie on several.</summary>
public sealed class BoardItem
{
    public Guid BoardId { get; init; }

    public Guid ArtifactId { get; init; }

    /// <summary>Where it lies when the order is by hand: smaller comes first, gaps and fractions allowed.</summary>
    public double Place { get; set; }
}
