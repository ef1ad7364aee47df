using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>The demo's models are played with: sliders, pins, a mix, a walk that leaves as a marked file, on every kind and at every size.</summary>
[Trait("Lane", "Slow")]
public sealed class PlayJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorAssertionsToHaveCountOptions Patient = new() { Timeout = 180_000 };

    [Fact]
    public async Task A_latent_space_is_dragged_pinned_mixed_walked_and_kept()
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        var page = await chromium.EnterAsync(studio);
        page.SetDefaultTimeout(240_000);
        using var api = await StudioApi.ForAsync(studio, "Creator");
        var models = await ModelsAsync(api);
        var pictures = models["ImageVae"];
        await page.GotoAsync($"/models/{pictures}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Play", Exact = true }).ClickAsync();
        await FramesAsync(page, 1);
        await page.KeepAsync("play-pictures");
        Assert.Empty(await page.FaultsAsync());

        await page.Locator(".play-tile").Nth(9).ClickAsync();
        await page.Keyboard.PressAsync("p");
        await Assertions.Expect(page.Locator(".play-pins li")).ToHaveCountAsync(1, Patient);
        await SettledAsync(page);
        var (pinned, free) = (await TileAsync(page, 9), await TileAsync(page, 10));
        await page.Locator("[data-slider=\"0\"]").FocusAsync();
        for (var i = 0; i < 30; i++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
        }

        await page.ArriveAsync(new Regex(@"[?&]s=1\.5"));
        await SettledAsync(page);
        Assert.Equal(pinned, await TileAsync(page, 9));
        Assert.NotEqual(free, await TileAsync(page, 10));

        await page.Locator(".play-tile").Nth(27).ClickAsync();
        await page.Keyboard.PressAsync("p");
        await Assertions.Expect(page.Locator(".play-pins li")).ToHaveCountAsync(2, Patient);
        var before = await TileAsync(page, 27);
        await page.ReloadAsync();
        await FramesAsync(page, 1);
        await Assertions.Expect(page.Locator(".play-pins li canvas")).ToHaveCountAsync(2, Patient);
        await SettledAsync(page);
        Assert.Equal((pinned, before), (await TileAsync(page, 9), await TileAsync(page, 27)));
        await page.Locator(".play-tile").Nth(9).ClickAsync();
        await page.Keyboard.PressAsync("m");
        await Assertions.Expect(page.Locator(".play-tile.is-end")).ToHaveCountAsync(1, Patient);
        await page.Locator(".play-tile").Nth(27).ClickAsync();
        await page.Keyboard.PressAsync("m");
        await Assertions.Expect(page.Locator(".play-mixed canvas")).ToHaveCountAsync(3, Patient);
        await page.KeepAsync("play-mixed");

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-act=walk]").ClickAsync());
        var clip = (await download.PathAsync())!;
        Assert.EndsWith(".mp4", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains("trainedAlgorithmicMedia", await MarkReader.ReadAsync(clip), StringComparison.Ordinal);
        var probed = await ClipProbe.OfAsync(clip);
        Assert.Contains("\"Label\":\"1\"", (string)probed["format"]!["tags"]!["comment"]!, StringComparison.Ordinal);
        Assert.Equal("49", (string)probed["streams"]![0]!["nb_frames"]!);

        await page.Locator(".play-tile").Nth(3).ClickAsync();
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(page.Locator(".play-status")).ToContainTextAsync("1 kept in the gallery", new() { Timeout = 180_000 });
        var kept = (await api.GetAsync($"/api/artifacts?modelId={pictures}&take=1"))["items"]![0]!;
        await page.GotoAsync($"/gallery/{kept["id"]}");
        await page.Locator(".passport details summary").ClickAsync();
        await Assertions.Expect(page.Locator(".passport")).ToContainTextAsync("code", new() { Timeout = 60_000 });

        await LookAsync(page, $"/models/{pictures}/play?s=0,2", "pictures");
        await ShowsAsync(page, models["TextVae"], "texts", ".play-tile .play-text");
        await ShowsAsync(page, models["AudioVae"], "sounds", ".play-tile .play-wave");
        await page.GotoAsync($"/models/{models["ReplyTexts"]}/play");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ask it a question" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Empty(await page.FaultsAsync());
    }

    private static async Task ShowsAsync(IPage page, string model, string name, string part)
    {
        await page.SetViewportSizeAsync(1440, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync($"/models/{model}/play");
        await FramesAsync(page, 1);
        await Assertions.Expect(page.Locator(part)).ToHaveCountAsync(12, Patient);
        await LookAsync(page, $"/models/{model}/play", name);
    }

    // Both themes and a phone's width.
    private static async Task LookAsync(IPage page, string address, string name)
    {
        foreach (var (width, scheme) in new[] { (1024, ColorScheme.Light), (1440, ColorScheme.Dark), (390, ColorScheme.Light) })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.GotoAsync(address);
            await FramesAsync(page, 1);
            await SettledAsync(page);
            await page.KeepAsync($"play-{name}-{width}");
            Assert.Empty(await page.FaultsAsync());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than {width} px.");
        }
    }

    private static Task FramesAsync(IPage page, int least) => page.WaitForFunctionAsync(
        "least => Number(document.querySelector('.play')?.dataset.frames ?? 0) >= least", least, new() { Timeout = 300_000 });

    // The script writes the address once all that was asked for is drawn.
    private static async Task SettledAsync(IPage page)
    {
        var seen = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var now = await page.EvaluateAsync<string>("new Promise(r => setTimeout(() => r(document.querySelector('.play').dataset.frames), 800))");
                (var same, seen) = (now == seen, now);
                return same;
            },
            TimeSpan.FromMinutes(4), () => "Frames kept coming.");
    }

    private static Task<string> TileAsync(IPage page, int place) => page.EvaluateAsync<string>(
        """
        place => {
          const canvas = document.querySelector('.play-canvas'), side = canvas.width / 8;
          return [...canvas.getContext('2d').getImageData(place % 8 * side, Math.floor(place / 8) * side, side, side).data].join('');
        }
        """, place);

    // Shipped models come one after another on a first start.
    private static async Task<IReadOnlyDictionary<string, string>> ModelsAsync(StudioApi api)
    {
        List<JsonNode> models = [];
        await Eventually.TrueAsync(
            async () => (models = [.. (await api.GetAsync("/api/models"))["items"]!.AsArray().Select(m => m!)]).Count == 4,
            TimeSpan.FromMinutes(5), () => $"{models.Count} of 4 models.");
        return models.ToDictionary(m => (string)m["familyId"]!, m => (string)m["id"]!);
    }
}
