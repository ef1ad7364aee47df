namespace AigcStudio.Data.Datasets.Import;

/// <summary>Disjoint sets with path halving; a group is named by its smallest member.</summary>
internal sealed class Groups(int count)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, count)];

    public void Join(int a, int b)
    {
        var (low, high) = (Find(a), Find(b));
        if (low > high)
        {
            (low, high) = (high, low);
        }

        _parent[high] = low;
    }

    public int[] ToFirsts() => [.. Enumerable.Range(0, _parent.Length).Select(Find)];

    private int Find(int i)
    {
        while (_parent[i] != i)
        {
            i = _parent[i] = _parent[_parent[i]];
        }

        return i;
    }
}
