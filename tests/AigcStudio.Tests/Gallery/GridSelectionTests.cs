using AigcStudio.Web.Gallery;
using Xunit;

namespace AigcStudio.Tests.Gallery;

public sealed class GridSelectionTests
{
    private readonly List<Guid> _ids = [.. Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7())];
    private readonly GridSelection _selection = new();

    public GridSelectionTests() => _selection.Follow(_ids);

    [Fact]
    public void All_but_one_is_all_without_it()
    {
        _selection.All();
        _selection.Toggle(3);

        Assert.Equal(9, _selection.Count);
        Assert.False(_selection.Has(_ids[3]));
        Assert.Equal(_ids.Where((_, i) => i != 3), _selection.Subjects);
    }

    [Fact]
    public void What_comes_after_all_were_chosen_is_not_chosen()
    {
        _selection.All();
        _selection.Toggle(0);
        var fresh = Guid.CreateVersion7();
        _selection.Follow([fresh, .. _ids.Take(5)]);

        Assert.Equal(_ids.Skip(1).Take(4), _selection.Subjects);
    }

    [Fact]
    public void A_range_goes_from_where_one_stood_to_the_click_and_starts_anew_from_there()
    {
        _selection.Toggle(2);
        _selection.MoveTo(5, extend: true);
        Assert.Equal(_ids[2..6], _selection.Subjects);
        _selection.MoveTo(1, extend: true);
        Assert.Equal(_ids[1..3], _selection.Subjects);
    }

    [Fact]
    public void Choosing_all_of_a_hundred_thousand_costs_nothing()
    {
        _selection.Follow([.. Enumerable.Range(0, 100_000).Select(_ => Guid.CreateVersion7())]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _selection.All();

        Assert.Equal(100_000, _selection.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }
}
