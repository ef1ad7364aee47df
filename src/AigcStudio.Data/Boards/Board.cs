using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;

namespace AigcStudio.Data.Boards;

/// <summary>In which order a board shows what lies on it.</summary>
public enum BoardOrder
{
    /// <summary>Newest first.</summary>
    Time,

    /// <summary>As it was laid.</summary>
    Hand,
}

/// <summary>A collection of artifacts that somebody lays out; boards lie in boards, and a board and its parent have one owner.</summary>
public sealed class Board : IOwned
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public Guid OwnerId { get; init; }

    public Visibility Visibility { get; set; } = Visibility.Shared;

    /// <summary>The board it lies in; null at the top.</summary>
    public Guid? ParentId { get; set; }

    public BoardOrder Order { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? TrashedAt { get; set; }
}
