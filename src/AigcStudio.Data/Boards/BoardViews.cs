using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Boards;

/// <summary>A board by name, in its place among the others.</summary>
/// <param name="Depth">1 at the top.</param>
/// <param name="Path">Its name with those of the boards it lies in, outermost first.</param>
/// <param name="MayChange">Whether the viewer may lay things on it.</param>
public sealed record BoardLine(Guid Id, string Name, Guid? ParentId, int Depth, string Path, Visibility Visibility, bool MayChange);

/// <summary>What a cover shows of an artifact.</summary>
public sealed record CoverFace(Guid Id, Modality Modality, string? Opening, byte[]? Peaks);

/// <summary>A board as a list of boards shows it.</summary>
/// <param name="Count">Artifacts on it that the viewer may see.</param>
/// <param name="Boards">Boards in it that the viewer may see.</param>
/// <param name="Cover">The four newest that the viewer may see.</param>
public sealed record BoardCard(
    Guid Id,
    string Name,
    Guid? ParentId,
    Guid OwnerId,
    string OwnerName,
    Visibility Visibility,
    BoardOrder Order,
    int Count,
    int Boards,
    IReadOnlyList<CoverFace> Cover,
    DateTimeOffset CreatedAt,
    DateTimeOffset? TrashedAt,
    bool MayChange);

/// <summary>A board, where it lies, and what lies in it.</summary>
/// <param name="Path">The boards it lies in that the viewer may see, outermost first.</param>
public sealed record BoardView(BoardCard Card, IReadOnlyList<BoardLine> Path, IReadOnlyList<BoardCard> Boards);
