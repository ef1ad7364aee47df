using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>The gallery as a desk: chosen by keys, laid on boards, compared two by two, by eye, by ear and by word.</summary>
[Trait("Lane", "Slow")]
public sealed class BoardJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 120_000 };

    [Fact]
    public async Task Works_are_chosen_laid_out_and_compared()
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        SetDefaultExpectTimeout(60_000);
        var page = await chromium.EnterAsync(studio);
        var model = await FillAsync(studio);

        var board = await ChooseAndLayAsync(page);
        await DrawOntoAsync(page, board, model);
        await ArrangeAsync(page, board);
        await DragAsync(page);
        var pictures = await ComparePicturesAsync(page);
        var sounds = await CompareSoundsAsync(page);
        var texts = await CompareTextsAsync(page);
        await OnThePhoneAsync(studio, [board, pictures, sounds, texts]);
    }

    // The demo draws its gallery after the start; a handful of each kind is enough.
    private static async Task<string> FillAsync(StudioProcess studio)
    {
        using var api = await StudioApi.ForAsync(studio, "Creator");
        foreach (var kind in new[] { "image", "audio", "text" })
        {
            await Eventually.TrueAsync(
                async () => (await api.GetAsync($"/api/artifacts?modality={kind}&take=8"))["items"]!.AsArray().Count == 8,
                TimeSpan.FromMinutes(5), () => $"The demo drew no {kind}:\n{studio.Console}");
        }

        return (string)(await api.GetAsync("/api/artifacts?modality=image&take=1"))["items"]![0]!["modelId"]!;
    }

    private static async Task<string> ChooseAndLayAsync(IPage page)
    {
        await OpenAsync(page, "/gallery?modality=image");
        await PressAsync(page, "ArrowRight", "x", "ArrowRight", "Space", "Shift+ArrowRight");
        await Expect(page.Locator(".bulk-bar strong")).ToHaveTextAsync("2 selected");
        await PressAsync(page, "Escape");
        await Expect(page.Locator(".bulk-bar")).ToHaveCountAsync(0);
        await PressAsync(page, "Control+a", "Escape", "Home", "x", "ArrowRight", "x", "ArrowRight", "x");
        await Expect(page.Locator(".bulk-bar strong")).ToHaveTextAsync("3 selected");
        await page.KeepAsync("boards-selection");
        Assert.Empty(await page.FaultsAsync());

        await PressAsync(page, "l");
        await page.Locator(".board-picker input").FillAsync("Spring campaign");
        await page.KeepAsync("boards-picker");
        await page.Locator(".board-picker input").PressAsync("Enter");
        await Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("3 laid on “Spring campaign”");

        await page.GotoAsync("/boards");
        await Expect(page.Locator(".board-card")).ToContainTextAsync("3 artifacts");
        Assert.Empty(await page.FaultsAsync());
        await page.Locator(".board-link").ClickAsync();
        await page.Locator(".art-tile").Nth(2).WaitForAsync(Long);
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task DrawOntoAsync(IPage page, string board, string model)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Target board" }).ClickAsync();
        await Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("What you draw next goes to");
        await page.GotoAsync($"/models/{model}");
        await Expect(page.Locator(".draw .target-choice select")).Not.ToHaveValueAsync("");
        await page.Locator(".draw .segment").First.ClickAsync();
        await page.KeepAsync("boards-draw");
        await page.Locator(".draw .busy-button").ClickAsync();
        await page.Locator(".drawn-one a").First.WaitForAsync(Long);
        await OpenAsync(page, board);
        await Expect(page.Locator(".art-tile")).ToHaveCountAsync(4);
    }

    private static async Task ArrangeAsync(IPage page, string board)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "By hand" }).ClickAsync();
        await page.Locator(".is-sortable").WaitForAsync(Long);
        var first = await LinkAsync(page, 0);
        await PressAsync(page, "Home", "]");
        await Expect(page.Locator(".art-link").Nth(1)).ToHaveAttributeAsync("href", first);
        await page.Locator(".art-tile").Nth(1).DragToAsync(page.Locator(".art-tile").Nth(3), new() { TargetPosition = new() { X = 180, Y = 60 } });
        await Expect(page.Locator(".art-link").Nth(3)).ToHaveAttributeAsync("href", first);
        await page.KeepAsync("board");
        Assert.Empty(await page.FaultsAsync());

        await PressAsync(page, "Home", "x");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take off" }).ClickAsync();
        await Expect(page.Locator(".art-tile")).ToHaveCountAsync(3);
        await page.Locator(".mud-snackbar").Filter(new() { HasText = "taken off" }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".art-tile")).ToHaveCountAsync(4);
        await OpenAsync(page, $"/gallery?boardId={board.Split('/')[^1]}");
        await Expect(page.Locator(".art-tile")).ToHaveCountAsync(4);
    }

    private static async Task DragAsync(IPage page)
    {
        await OpenAsync(page, "/gallery?modality=image");
        await page.GetByRole(AriaRole.Button, new() { Name = "Boards" }).ClickAsync();
        await page.Locator(".board-row").WaitForAsync(Long);

        // The panel takes a column of the grid: only then do tiles stand where they are taken.
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.art-tile')[4].getBoundingClientRect().left < 400 && document.querySelector('.art-link').draggable");
        await page.Locator(".art-tile").Nth(6).DragToAsync(page.Locator(".board-row"));
        await Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = "1 laid on" })).ToBeVisibleAsync();
        await page.KeepAsync("boards-panel");
        Assert.Empty(await page.FaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Boards" }).ClickAsync();
        await OpenAsync(page, "/gallery");
        await PressAsync(page, "Home", "x", "End", "x");
        await Expect(page.Locator(".bulk-bar strong")).ToHaveTextAsync("2 selected");
        await PressAsync(page, "c");
        await Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = "Only artifacts of one kind" })).ToBeVisibleAsync();
    }

    private static async Task<string> ComparePicturesAsync(IPage page)
    {
        await OpenAsync(page, "/gallery?modality=image");
        await PressAsync(page, "Home", "x", "End", "x", "c");
        await page.Locator(".compare-stage.is-side").WaitForAsync(Long);
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.compare-view img')].every(i => i.complete && i.naturalWidth > 0)");
        await page.KeepAsync("compare-side");
        Assert.Empty(await page.FaultsAsync());

        await PressAsync(page, "m");
        await page.Locator(".compare-stage.is-slider").WaitForAsync(Long);
        var grip = page.Locator(".compare-grip");
        await PressAsync(page, "ArrowRight", "Shift+ArrowRight");
        await Expect(grip).ToHaveAttributeAsync("aria-valuenow", "61");
        Assert.Equal((20, 2), ((int)(await grip.BoundingBoxAsync())!.Width, (int)(await page.Locator(".compare-line").BoundingBoxAsync())!.Width));
        var box = (await page.Locator(".compare-panes").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.61f), box.Y + 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), box.Y + 60, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Expect(grip).ToHaveAttributeAsync("aria-valuenow", "30");
        await page.KeepAsync("compare-slider");
        Assert.Empty(await page.FaultsAsync());

        var (first, second) = (await NameAsync(page, 0), await NameAsync(page, 1));
        await PressAsync(page, "c");
        await Expect(page.Locator(".compare-pane a").First).ToHaveAttributeAsync("href", second!);
        await PressAsync(page, "m", "+");
        await page.Locator(".compare-stage.is-hover.is-zoomed").WaitForAsync(Long);
        await PressAsync(page, "Space");
        await Expect(page.Locator(".compare-pane.is-shown a")).ToHaveAttributeAsync("href", first!);
        await Expect(page.Locator(".compare-shown")).ToHaveTextAsync("Shown: B");
        Assert.Empty(await page.FaultsAsync());
        var address = new Uri(page.Url).PathAndQuery;
        await PressAsync(page, "Escape");
        await page.ArriveAtAsync("/gallery");
        return address;
    }

    private static async Task<string> CompareSoundsAsync(IPage page)
    {
        await OpenAsync(page, "/gallery?modality=audio");
        await page.Locator(".art-link").Nth(0).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await page.Locator(".art-link").Nth(3).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await page.Locator(".compare-sounds").WaitForAsync(Long);
        await page.Locator(".compare-loop").ClickAsync();
        await page.Locator(".compare-start").ClickAsync();
        await page.WaitForFunctionAsync("() => Number(document.querySelector('.compare-sounds').dataset.at) > 0.05");

        // Whichever is heard, the head goes on: between two looks it moves no further than the clock does.
        var jump = await page.EvaluateAsync<double>(
            """
            async () => {
              const stage = document.querySelector('.compare-sounds');
              const at = () => Number(stage.dataset.at);
              const frame = () => new Promise(requestAnimationFrame);
              while (at() > 0.4) await frame();
              const [place, clock] = [at(), performance.now()];
              document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true }));
              await frame();
              return Math.abs(at() - place - (performance.now() - clock) / 1000);
            }
            """);
        Assert.InRange(jump, 0, 0.25);
        await Expect(page.Locator(".compare-sounds")).ToHaveAttributeAsync("data-heard", "B");
        await Expect(page.Locator(".compare-hear").Nth(1)).ToHaveAttributeAsync("aria-pressed", "true");
        await page.KeepAsync("compare-sounds");
        await page.Locator(".compare-start").ClickAsync();
        Assert.Empty(await page.FaultsAsync());
        return new Uri(page.Url).PathAndQuery;
    }

    private static async Task<string> CompareTextsAsync(IPage page)
    {
        await OpenAsync(page, "/gallery?modality=text");
        await page.Locator(".art-link").Nth(0).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await page.Locator(".art-link").Nth(1).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await PressAsync(page, "c");
        await page.Locator(".compare-text ins").First.WaitForAsync(Long);
        await Expect(page.Locator(".compare-sum")).ToContainTextAsync("Against A");
        await page.GetByLabel("Show what is the same, too").CheckAsync();
        await Expect(page.Locator(".compare-scroll")).ToContainTextAsync("Dataset");
        await page.KeepAsync("compare-texts");
        Assert.Empty(await page.FaultsAsync());
        return new Uri(page.Url).PathAndQuery;
    }

    private async Task OnThePhoneAsync(StudioProcess studio, IReadOnlyList<string> addresses)
    {
        var phone = await chromium.OpenAsync(studio, 390, 844, "zh-CN", dark: true);
        await phone.GotoAsync("/sign-in");
        await phone.Locator("#email").FillAsync("ada@studio.test");
        await phone.Locator("#password").FillAsync(SigningIn.Password);
        await phone.Locator("button.plain-primary").ClickAsync();
        await phone.ArriveAtAsync("/");
        await OpenAsync(phone, "/gallery?modality=image");
        await phone.Locator(".art-link").First.DispatchEventAsync("pointerdown", new { pointerType = "touch", bubbles = true });
        await Expect(phone.Locator(".bulk-bar strong")).ToContainTextAsync("1");
        await NarrowAsync(phone, "phone-selection");
        foreach (var (address, name) in addresses.Prepend("/boards").Zip(["phone-boards", "phone-board", "phone-pictures", "phone-sounds", "phone-texts"]))
        {
            await phone.GotoAsync(address);
            await phone.Locator(".board-card, .art-tile, .compare").First.WaitForAsync(Long);
            await NarrowAsync(phone, name);
        }
    }

    private static async Task NarrowAsync(IPage phone, string name)
    {
        await phone.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await phone.KeepAsync(name);
        Assert.Equal(390, await phone.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await phone.FaultsAsync());
    }

    private static async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Locator(".art-grid[data-watched] .art-tile").Nth(2).WaitForAsync(Long);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    private static async Task<string> LinkAsync(IPage page, int index) => (await page.Locator(".art-link").Nth(index).GetAttributeAsync("href"))!;

    private static Task<string?> NameAsync(IPage page, int index) => page.Locator(".compare-pane a").Nth(index).GetAttributeAsync("href");
}
