namespace AigcStudio.Data.Boards;

/// <summary>Which board lies in which: what the rules on depth and circles are checked with.</summary>
public sealed class BoardTree(IEnumerable<(Guid Id, Guid? Parent)> boards)
{
    /// <summary>Boards in one another, the outermost included.</summary>
    public const int Deepest = 6;

    private readonly Dictionary<Guid, Guid?> _parents = boards.ToDictionary(b => b.Id, b => b.Parent);

    /// <summary>1 for a board at the top, 0 for no board.</summary>
    public int DepthOf(Guid? id) => PathTo(id).Count;

    /// <summary>From the outermost to the board itself; a parent that is not known ends it.</summary>
    public IReadOnlyList<Guid> PathTo(Guid? id)
    {
        var path = new List<Guid>();
        for (var at = id; at is { } here && _parents.TryGetValue(here, out var parent) && !path.Contains(here); at = parent)
        {
            path.Insert(0, here);
        }

        return path;
    }

    /// <summary>The board and all that lie in it, however deep.</summary>
    public IReadOnlyList<Guid> Within(Guid id) => [.. _parents.Keys.Where(k => PathTo(k).Contains(id))];

    /// <exception cref="BoardException"><c>boards.circle</c>, <c>boards.tooDeep(deepest)</c>.</exception>
    public void CheckMove(Guid id, Guid? parent)
    {
        if (PathTo(parent).Contains(id))
        {
            throw new BoardException("boards.circle");
        }

        var here = DepthOf(id);
        var height = Within(id).Max(b => DepthOf(b) - here + 1);
        if (DepthOf(parent) + height > Deepest)
        {
            throw new BoardException("boards.tooDeep", Deepest);
        }
    }
}
