namespace AigcStudio.Web.Gallery;

/// <summary>Which artifacts are chosen, and where the keyboard stands.</summary>
public sealed class GridSelection
{
    private readonly HashSet<Guid> _chosen = [];
    private IReadOnlyList<Guid> _ids = [];
    private int _anchor;

    /// <summary>Index under the keyboard; -1 before the first key.</summary>
    public int Cursor { get; private set; } = -1;

    public int Count => _chosen.Count;

    /// <summary>What an act is done to: the chosen ones in the grid's order, or else the one under the keyboard.</summary>
    public IReadOnlyList<Guid> Subjects =>
        _chosen.Count > 0 ? [.. _ids.Where(_chosen.Contains)] : Cursor >= 0 && Cursor < _ids.Count ? [_ids[Cursor]] : [];

    public bool Has(Guid id) => _chosen.Contains(id);

    /// <summary>Follows the grid: what is gone is no longer chosen, and the keyboard stays on its artifact.</summary>
    public void Follow(IReadOnlyList<Guid> ids)
    {
        var under = Cursor >= 0 && Cursor < _ids.Count ? _ids[Cursor] : Guid.Empty;
        _ids = ids;
        if (_chosen.Count > 0)
        {
            _chosen.IntersectWith(ids);
        }

        var place = under == Guid.Empty ? -1 : ids.Index().Where(i => i.Item == under).Select(i => i.Index).DefaultIfEmpty(-1).First();
        Cursor = under == Guid.Empty ? -1 : place >= 0 ? place : Math.Min(Cursor, ids.Count - 1);
        _anchor = Math.Clamp(_anchor, 0, Math.Max(0, ids.Count - 1));
    }

    public void MoveTo(int index, bool extend)
    {
        if (_ids.Count == 0)
        {
            return;
        }

        index = Math.Clamp(index, 0, _ids.Count - 1);
        if (extend)
        {
            _anchor = Cursor < 0 ? index : _chosen.Count == 0 ? Cursor : _anchor;
            ChooseRange(_anchor, index);
        }
        else
        {
            _anchor = index;
        }

        Cursor = index;
    }

    public void Toggle(int index)
    {
        if (index < 0 || index >= _ids.Count)
        {
            return;
        }

        (Cursor, _anchor) = (index, index);
        if (!_chosen.Add(_ids[index]))
        {
            _chosen.Remove(_ids[index]);
        }
    }

    public void All() => _chosen.UnionWith(_ids);

    public void Clear() => _chosen.Clear();

    private void ChooseRange(int from, int to)
    {
        _chosen.Clear();
        for (var i = Math.Min(from, to); i <= Math.Max(from, to); i++)
        {
            _chosen.Add(_ids[i]);
        }
    }
}
