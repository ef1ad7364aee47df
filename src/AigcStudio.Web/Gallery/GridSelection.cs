namespace AigcStudio.Web.Gallery;

/// <summary>
/// Which artifacts are chosen, and where the keyboard stands. "All" is kept as what is left out, so that a hundred thousand
/// chosen cost nothing.
/// </summary>
public sealed class GridSelection
{
    // The chosen ones or, where all are chosen, those left out.
    private readonly HashSet<Guid> _named = [];
    private bool _all;
    private IReadOnlyList<Guid> _ids = [];
    private int _anchor;

    /// <summary>Index under the keyboard; -1 before the first key.</summary>
    public int Cursor { get; private set; } = -1;

    public int Count => _all ? _ids.Count - _named.Count : _named.Count;

    /// <summary>What an act is done to: the chosen ones in the grid's order, or else the one under the keyboard.</summary>
    public IReadOnlyList<Guid> Subjects =>
        Count > 0 ? [.. _ids.Where(Has)] : Cursor >= 0 && Cursor < _ids.Count ? [_ids[Cursor]] : [];

    public bool Has(Guid id) => _named.Contains(id) != _all;

    /// <summary>Follows the grid: what is gone is no longer chosen, what came is not chosen yet, and the keyboard stays on its artifact.</summary>
    public void Follow(IReadOnlyList<Guid> ids)
    {
        var under = Cursor >= 0 && Cursor < _ids.Count ? _ids[Cursor] : Guid.Empty;
        if (_all && !ReferenceEquals(ids, _ids))
        {
            HashSet<Guid> before = [.. _ids];
            before.ExceptWith(_named);
            (_all, _ids) = (false, ids);
            _named.Clear();
            _named.UnionWith(before);
        }

        _ids = ids;
        if (_named.Count > 0)
        {
            _named.IntersectWith(ids);
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
            _anchor = Cursor < 0 ? index : Count == 0 ? Cursor : _anchor;
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
        if (!_named.Add(_ids[index]))
        {
            _named.Remove(_ids[index]);
        }
    }

    public void All()
    {
        _named.Clear();
        _all = true;
    }

    public void Clear()
    {
        _named.Clear();
        _all = false;
    }

    private void ChooseRange(int from, int to)
    {
        Clear();
        for (var i = Math.Min(from, to); i <= Math.Max(from, to); i++)
        {
            _named.Add(_ids[i]);
        }
    }
}
