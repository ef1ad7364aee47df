using AigcStudio.Web.Shell;
using Xunit;

namespace AigcStudio.Tests.Shell;

public sealed class KeyListTests
{
    private static readonly KeyHint Toggle = new("X", "toggle");
    private static readonly KeyHint Delete = new("Del", "delete");
    private static readonly KeyHint Stars = new("1–5", "rate");
    private static readonly KeyHint Move = new("← →", "move");

    private readonly KeyList _keys = new();

    [Fact]
    public void A_chosen_key_stands_for_the_studios_while_its_page_is_open()
    {
        _keys.Chosen = new Dictionary<string, string> { ["delete"] = "d" };
        Assert.Empty(_keys.Swaps);
        using (_keys.Add(Toggle, Delete))
        {
            Assert.Equal(["d", "Delete"], Assert.Single(_keys.Swaps));
            Assert.Equal(("D", "X"), (_keys.Shown(Delete), _keys.Shown(Toggle)));
        }

        Assert.Empty(_keys.Swaps);
    }

    [Fact]
    public void A_key_chosen_on_another_page_keeps_what_it_does_on_this_one()
    {
        _keys.Chosen = new Dictionary<string, string> { ["delete"] = "a", ["toggle"] = "m" };
        using var page = _keys.Add(Toggle, Delete, new KeyHint("A", "approve"));
        Assert.Equal(["m", "x"], Assert.Single(_keys.Swaps));
        Assert.Equal("Del", _keys.Shown(Delete));
    }

    [Theory]
    [InlineData("x", "toggle")]
    [InlineData("3", "rate")]
    [InlineData("ArrowLeft", "move")]
    [InlineData("6", null)]
    [InlineData("q", null)]
    public void A_key_that_does_something_here_is_taken(string key, string? by)
    {
        using var page = _keys.Add(Toggle, Delete, Stars, Move);
        Assert.Equal(by, _keys.Taken(key, Delete)?.Code);
    }

    [Fact]
    public void A_key_that_was_given_away_is_free_and_the_one_taken_for_it_is_not()
    {
        _keys.Chosen = new Dictionary<string, string> { ["toggle"] = "m" };
        using var page = _keys.Add(Toggle, Delete);
        Assert.Null(_keys.Taken("x", Delete));
        Assert.Equal("toggle", _keys.Taken("m", Delete)?.Code);
    }

    [Theory]
    [InlineData("Space", " ")]
    [InlineData("Del", "Delete")]
    [InlineData("A", "a")]
    [InlineData("Esc", null)]
    [InlineData("Ctrl A", null)]
    [InlineData("1–5", null)]
    public void Only_what_is_one_key_alone_may_be_chosen_anew(string printed, string? key) =>
        Assert.Equal(key, new KeyHint(printed, "").Single);
}
