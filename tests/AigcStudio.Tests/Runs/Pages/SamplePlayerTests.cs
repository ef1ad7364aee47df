using AigcStudio.Web.Runs;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Xunit;

namespace AigcStudio.Tests.Runs.Pages;

public sealed class SamplePlayerTests : PageTest
{
    private readonly List<int> _shown = [];

    [Fact]
    public void It_follows_the_newest_samples_until_somebody_looks_back()
    {
        var player = Player(3);
        Assert.Equal("Step 200", Step(player));
        Grow(player, 4);
        Assert.Equal("Step 300", Step(player));
        Press(player, "ArrowLeft");
        Grow(player, 5);
        Assert.Equal("Step 200", Step(player));
        Press(player, "End");
        Grow(player, 6);
        Assert.Equal("Step 500", Step(player));
    }

    [Theory]
    [InlineData("Home", "Step 0")]
    [InlineData("End", "Step 2,900")]
    [InlineData("ArrowLeft", "Step 2,800")]
    [InlineData("PageUp", "Step 2,600")]
    public void Keys_move_through_the_steps(string key, string step)
    {
        var player = Player(30);
        Press(player, key);
        Assert.Equal(step, Step(player));
    }

    [Fact]
    public void Keys_stop_at_both_ends()
    {
        var player = Player(2);
        Press(player, "ArrowRight");
        Assert.Equal("Step 100", Step(player));
        Press(player, "ArrowLeft");
        Press(player, "ArrowLeft");
        Assert.Equal("Step 0", Step(player));
        Assert.Equal([100, 0, 0], _shown);
    }

    [Fact]
    public void Playing_starts_over_at_the_end_and_stops_there()
    {
        var player = Player(3);
        player.Find(".player-play").Click();
        Assert.Equal("Step 0", Step(player));
        Assert.Equal("Pause", player.Find(".player-play").GetAttribute("aria-label"));
        Beat(player, "Step 100");
        Beat(player, "Step 200");
        player.WaitForAssertion(() => Assert.Equal("Play the learning back", player.Find(".player-play").GetAttribute("aria-label")));
    }

    [Fact]
    public void Space_pauses_where_it_is()
    {
        var player = Player(3);
        Press(player, " ");
        Beat(player, "Step 100");
        Press(player, " ");
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Step 100", Step(player));
    }

    [Fact]
    public void In_the_matrix_up_and_down_change_only_the_step_and_left_and_right_only_the_seed()
    {
        var player = Player(5);
        player.FindAll(".player-bar button")[1].Click();
        player.Find(".matrix").KeyDown(new KeyboardEventArgs { Key = "ArrowUp" });
        Assert.Equal("Step 300", Step(player));
        Assert.Equal("Step 300, seed 1", player.Find(".is-here").GetAttribute("aria-label"));
        player.Find(".matrix").KeyDown(new KeyboardEventArgs { Key = "ArrowRight" });
        Assert.Equal("Step 300, seed 2", player.Find(".is-here").GetAttribute("aria-label"));
    }

    [Fact]
    public void Without_samples_it_says_when_they_will_come() =>
        Assert.Contains("appear here", Render<SamplePlayer>(p => p.Add(c => c.Sheets, [])).Markup, StringComparison.Ordinal);

    private static List<SampleSheet> Sheets(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new SampleSheet(i * 100, $"/sheet/{i}", Count: 16, Columns: 4))];

    private static string Step(IRenderedComponent<SamplePlayer> player) => player.Find(".player-step").TextContent;

    private static void Press(IRenderedComponent<SamplePlayer> player, string key) =>
        player.Find(".player-stage").KeyDown(new KeyboardEventArgs { Key = key });

    private static void Grow(IRenderedComponent<SamplePlayer> player, int count) => player.Render(p => p.Add(c => c.Sheets, Sheets(count)));

    private void Beat(IRenderedComponent<SamplePlayer> player, string step)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(125));
        player.WaitForAssertion(() => Assert.Equal(step, Step(player)));
    }

    private IRenderedComponent<SamplePlayer> Player(int count) =>
        Render<SamplePlayer>(p => p.Add(c => c.Sheets, Sheets(count)).Add(c => c.StepChanged, _shown.Add));
}
