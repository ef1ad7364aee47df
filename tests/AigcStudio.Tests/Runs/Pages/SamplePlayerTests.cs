using AigcStudio.Core.Datasets;
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
    public void Texts_are_cards_that_keep_their_lines_and_follow_the_slider()
    {
        var player = Player(Modality.Text, step => new SampleContent([$"  at {step}\n line", $"why{RawTexts.Seam}so {step}"], []));
        Assert.Equal("  at 200\n line", player.Find(".text-card .text-words").TextContent);
        Assert.Equal(("why", "so 200"), (player.Find(".text-question").TextContent, player.FindAll(".text-words")[1].TextContent));
        Press(player, "ArrowLeft");
        player.WaitForAssertion(() => Assert.Equal("  at 100\n line", player.Find(".text-words").TextContent));
    }

    [Fact]
    public void Sounds_are_rows_with_a_waveform_and_a_button_each()
    {
        var player = Player(Modality.Audio, step => new SampleContent([], [new($"/clip/{step}/0", new SoundLook(800, [1, 2])), new($"/clip/{step}/1", new SoundLook(800, [3]))]));
        Assert.Equal(["/clip/200/0", "/clip/200/1"], player.FindAll(".play-button").Select(b => b.GetAttribute("data-play")));
        Assert.Equal(2, player.FindAll(".waveform").Count);
        Assert.Equal("0.8 s", player.Find(".sound-length").TextContent);
    }

    [Theory]
    [InlineData(Modality.Text)]
    [InlineData(Modality.Audio)]
    public void The_matrix_shows_every_kind_and_moves_as_with_pictures(Modality kind)
    {
        var player = Player(kind, step => kind == Modality.Text
            ? new SampleContent([$"a {step}", $"b {step}"], [])
            : new SampleContent([], [new("/1", new SoundLook(1, [1])), new("/2", new SoundLook(1, [1]))]));
        player.FindAll(".player-bar button")[1].Click();
        Assert.Equal(6, player.FindAll(kind == Modality.Text ? ".matrix-words" : ".matrix .waveform").Count);
        player.Find(".matrix").KeyDown(new KeyboardEventArgs { Key = "ArrowUp" });
        Assert.Equal("Step 100", Step(player));
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

    private IRenderedComponent<SamplePlayer> Player(Modality kind, Func<int, SampleContent> read) => Render<SamplePlayer>(p => p
        .Add(c => c.Sheets, [.. Sheets(3).Select(s => s with { Kind = kind, Count = 2, Columns = 2 })])
        .Add(c => c.Read, step => Task.FromResult(read(step))));

    private IRenderedComponent<SamplePlayer> Player(int count) =>
        Render<SamplePlayer>(p => p.Add(c => c.Sheets, Sheets(count)).Add(c => c.StepChanged, _shown.Add));
}
