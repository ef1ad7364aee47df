namespace AigcStudio.Data.Boards;

/// <summary>The board that a person's next draws go to.</summary>
public sealed class BoardTarget
{
    public Guid PersonId { get; init; }

    public Guid BoardId { get; set; }
}
