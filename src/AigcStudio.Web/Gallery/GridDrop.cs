namespace AigcStudio.Web.Gallery;

/// <summary>Artifacts that were dragged somewhere.</summary>
/// <param name="Ids">The chosen ones where the dragged one was among them, else it alone.</param>
/// <param name="BoardId">The board that they were dropped on; null where they were dropped within the grid.</param>
/// <param name="Before">Within the grid: what they then stand in front of; null for the end.</param>
public sealed record GridDrop(IReadOnlyList<Guid> Ids, Guid? BoardId, Guid? Before);
