using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Gallery;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Gallery;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Gallery.Pages;

public sealed class ArtifactGridTests : StudioPageTest
{
    private readonly GridSelection _selection = new();

    [Fact]
    public async Task Each_kind_shows_its_own_face_and_opens_its_page()
    {
        var kept = await KeepAsync(3, i => (Modality)i);
        var grid = Show(kept);
        grid.WaitForAssertion(() => Assert.NotNull(grid.Find(".art-tile.is-audio .waveform")));

        Assert.Equal($"/api/artifacts/{kept[0].Id}/thumbnail?size=256", grid.Find(".art-tile.is-image img").GetAttribute("src"));
        Assert.Equal("Opening 1", grid.Find(".art-tile.is-text .face-text").TextContent);
        Assert.Equal("1,500 characters · calm", grid.Find(".art-tile.is-text .art-facts").TextContent);
        Assert.Equal($"/api/artifacts/{kept[2].Id}/sound", grid.Find(".art-tile.is-audio .play-button").GetAttribute("data-play"));
        Assert.Equal("1.5 s · calm", grid.Find(".art-tile.is-audio .art-facts").TextContent);
        Assert.Equal(kept.Select(a => $"gallery/{a.Id}"), grid.FindAll(".art-link").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_reader_of_the_screen_hears_how_a_text_begins()
    {
        var grid = Show(await KeepAsync(1, _ => Modality.Text));
        grid.WaitForAssertion(() => Assert.Contains("Opening 0", grid.Find(".art-link").GetAttribute("aria-label"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gallery_of_one_kind_gives_its_tiles_the_shape_of_that_kind()
    {
        var kept = await KeepAsync(3, _ => Modality.Audio);

        Assert.Equal(Size(Show(kept)).Width, Size(Show(kept)).Height);
        var (width, height) = Size(Show(kept, Modality.Audio));
        Assert.True(width > 2 * height, $"{width} x {height}");
    }

    [Fact]
    public async Task Of_many_only_those_near_the_window_are_on_the_page_and_only_they_are_read()
    {
        var grid = Show(await KeepAsync(400, _ => Modality.Image));
        Assert.InRange(grid.FindAll(".art-tile").Count, 10, 80);
        var last = grid.FindAll(".art-tile").Count;

        await grid.InvokeAsync(() => grid.Instance.OnView(5_000, 900, 1000, 0));

        Assert.InRange(grid.FindAll(".art-tile").Count, 10, 120);
        Assert.DoesNotContain(grid.FindAll(".art-link"), a => a.GetAttribute("aria-label")!.StartsWith("Artifact 1,", StringComparison.Ordinal));
        Assert.True(last > 0);
    }

    [Fact]
    public async Task A_check_chooses_and_a_click_then_chooses_too()
    {
        var kept = await KeepAsync(3, i => (Modality)i);
        var grid = Show(kept);
        grid.FindAll(".art-check input")[1].Change(true);
        grid.FindAll(".art-link")[2].Click();

        Assert.Equal([kept[1].Id, kept[2].Id], _selection.Subjects);
        Assert.Equal(2, grid.FindAll(".art-tile.is-chosen").Count);
    }

    [Fact]
    public async Task Keys_ask_for_acts_on_what_stands_under_them()
    {
        var kept = await KeepAsync(3, i => (Modality)i);
        var asked = new List<GridMeaning>();
        var grid = Show(kept, asked: asked.Add);
        await grid.InvokeAsync(() => grid.Instance.OnKey("ArrowRight", false, false));
        await grid.InvokeAsync(() => grid.Instance.OnKey("x", false, false));
        await grid.InvokeAsync(() => grid.Instance.OnKey("4", false, false));

        Assert.Equal([new GridMeaning(GridAct.Rate, 4)], asked);
        Assert.Equal([kept[0].Id], _selection.Subjects);
    }

    private static (int Width, int Height) Size(IRenderedComponent<ArtifactGrid> grid)
    {
        var parts = grid.Find(".art-tile").GetAttribute("style")!.Split(';').Select(p => p.Split(':')).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
        return (Pixels(parts["width"]), Pixels(parts["height"]));
    }

    private static int Pixels(string length) => int.Parse(length[..^2], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<Artifact>> KeepAsync(int count, Func<int, Modality> kind)
    {
        var databases = Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var generation = await Shelf.LineageAsync(databases, Me.Id, "c");
        return await Shelf.FillAsync(databases, generation, count, kind: kind, label: "calm");
    }

    private IRenderedComponent<ArtifactGrid> Show(IReadOnlyList<Artifact> artifacts, Modality? kind = null, Action<GridMeaning>? asked = null)
    {
        var grid = Render<ArtifactGrid>(p => p
            .Add(g => g.Ids, [.. artifacts.Select(a => a.Id)])
            .Add(g => g.Selection, _selection)
            .Add(g => g.Kind, kind)
            .Add(g => g.Asked, EventCallback.Factory.Create<GridMeaning>(this, m => asked?.Invoke(m))));
        grid.WaitForAssertion(() => Assert.NotEmpty(grid.FindAll(".art-tile")));
        return grid;
    }
}
