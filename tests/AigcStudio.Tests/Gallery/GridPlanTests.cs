using AigcStudio.Web.Gallery;
using Xunit;

namespace AigcStudio.Tests.Gallery;

public sealed class GridPlanTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Days_come_from_the_ids_and_each_starts_a_row()
    {
        var plan = Plan(Ids((Noon, 5), (Noon.AddDays(-1), 4)), columns: 3);

        Assert.Equal(
            [(0, 0), (0, 3), (3, 2), (5, 0), (5, 3), (8, 1)],
            plan.Lines.Select(l => (l.First, l.Count)));
        Assert.Equal(new DateOnly(2026, 11, 23), plan.Lines[3].Day);
    }

    [Fact]
    public void The_readers_clock_decides_where_a_day_ends()
    {
        var ids = Ids((new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero), 1), (new DateTimeOffset(2026, 11, 23, 22, 0, 0, TimeSpan.Zero), 1));

        Assert.Equal(2, Plan(ids, 3).Lines.Count(l => l.Count == 0));
        Assert.Equal(new DateOnly(2026, 11, 24), Assert.Single(new GridPlan(ids, 600, 180, TimeSpan.FromHours(8)).Lines, l => l.Count == 0).Day);
    }

    [Fact]
    public void Every_artifact_stands_in_exactly_one_row_and_rows_do_not_overlap()
    {
        var ids = Ids([.. Enumerable.Range(0, 40).Select(d => (Noon.AddDays(-d), 1 + (d * 7 % 23)))]);
        var plan = Plan(ids, 4);

        Assert.Equal(Enumerable.Range(0, ids.Count), plan.Lines.SelectMany(l => Enumerable.Range(l.First, l.Count)));
        Assert.All(plan.Lines.Zip(plan.Lines.Skip(1)), p => Assert.Equal(p.First.Top + p.First.Height, p.Second.Top));
        Assert.All(Enumerable.Range(0, ids.Count), i => Assert.InRange(i, plan.Lines[plan.LineOf(i)].First, plan.Lines[plan.LineOf(i)].First + plan.Lines[plan.LineOf(i)].Count - 1));
    }

    [Fact]
    public void A_window_shows_the_lines_that_touch_it_and_no_others()
    {
        var plan = Plan(Ids((Noon, 3000)), 3);
        var (first, end) = plan.Between(10_000, 11_000);

        Assert.True(plan.Lines[first].Top <= 10_000 && plan.Lines[first].Top + plan.Lines[first].Height > 10_000);
        Assert.True(plan.Lines[end].Top >= 11_000 && plan.Lines[end - 1].Top < 11_000);
    }

    [Theory]
    [InlineData("ArrowRight", 1, 2)]
    [InlineData("ArrowLeft", 1, 0)]
    [InlineData("ArrowDown", 1, 4)]
    [InlineData("ArrowDown", 2, 4)]
    [InlineData("ArrowDown", 4, 6)]
    [InlineData("ArrowUp", 5, 3)]
    [InlineData("ArrowUp", 0, 0)]
    [InlineData("End", 0, 8)]
    public void Arrows_go_where_the_eye_expects_also_over_a_day(string key, int from, int to)
    {
        var ids = Ids((Noon, 5), (Noon.AddDays(-1), 4));
        var plan = Plan(ids, 3);
        var selection = Selection(ids);
        selection.MoveTo(from, extend: false);

        GridMeaning.Of(key, control: false, shift: false, plan, selection);

        Assert.Equal(to, selection.Cursor);
    }

    [Fact]
    public void Shift_extends_from_where_it_began_and_shrinks_again()
    {
        var ids = Ids((Noon, 9));
        var selection = Selection(ids);
        selection.MoveTo(2, extend: false);
        Press("ArrowRight", shift: true);
        Press("ArrowRight", shift: true);
        Press("ArrowLeft", shift: true);

        Assert.Equal([ids[2], ids[3]], selection.Subjects);
        void Press(string key, bool shift) => GridMeaning.Of(key, false, shift, Plan(ids, 9), selection);
    }

    [Fact]
    public void Control_A_chooses_everything_and_escape_nothing()
    {
        var ids = Ids((Noon, 9));
        var selection = Selection(ids);

        Assert.Equal(GridAct.Chosen, GridMeaning.Of("a", control: true, shift: false, Plan(ids, 3), selection).Act);
        Assert.Equal(ids, selection.Subjects);
        GridMeaning.Of("Escape", control: false, shift: false, Plan(ids, 3), selection);
        Assert.Empty(selection.Subjects);
    }

    [Theory]
    [InlineData(".", GridAct.Rate, 5)]
    [InlineData("3", GridAct.Rate, 3)]
    [InlineData("0", GridAct.Rate, 0)]
    [InlineData("6", GridAct.None, 0)]
    [InlineData("Delete", GridAct.Trash, 0)]
    [InlineData("Enter", GridAct.Open, 0)]
    public void Keys_ask_for_their_acts(string key, GridAct act, int stars) =>
        Assert.Equal(new GridMeaning(act, stars), GridMeaning.Of(key, false, false, Plan(Ids((Noon, 3)), 3), new GridSelection()));

    [Fact]
    public void What_went_is_no_longer_chosen_and_the_keyboard_stays_on_its_artifact()
    {
        var ids = Ids((Noon, 6));
        var selection = Selection(ids);
        selection.Toggle(1);
        selection.Toggle(4);
        IReadOnlyList<Guid> left = [.. ids.Where((_, i) => i != 1)];

        selection.Follow(left);

        Assert.Equal([ids[4]], selection.Subjects);
        Assert.Equal(3, selection.Cursor);
    }

    private static GridPlan Plan(IReadOnlyList<Guid> ids, int columns) => new(ids, (columns * 190) - 10, 180, TimeSpan.Zero);

    private static GridSelection Selection(IReadOnlyList<Guid> ids)
    {
        var selection = new GridSelection();
        selection.Follow(ids);
        return selection;
    }

    private static IReadOnlyList<Guid> Ids(params (DateTimeOffset At, int Count)[] days) =>
        [.. days.SelectMany(d => Enumerable.Range(0, d.Count).Select(i => Guid.CreateVersion7(d.At.AddMilliseconds(-i))))];
}
