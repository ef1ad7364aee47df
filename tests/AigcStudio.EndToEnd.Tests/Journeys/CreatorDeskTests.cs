using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>The creator's desk: four clicks to a run of one's own, work in sight everywhere, keys of one's own, nothing lost with the line.</summary>
[Trait("Lane", "Slow")]
public sealed class CreatorDeskTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 180_000 };

    [Fact]
    public async Task A_creator_trains_in_four_clicks_and_loses_nothing_on_the_way()
    {
        await using var studio = await StudioProcess.StartAsync();
        var page = await chromium.EnterAsync(studio);
        var journey = new MakerJourney(page);

        await page.GotoAsync("/datasets/new");
        await page.Locator(".upload-zone[data-ready]").WaitForAsync(Long);
        await page.CountFromHereAsync();
        await journey.UploadAsync(Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip"));
        await journey.FreezeAsync("Pictures");
        await page.GetByRole(AriaRole.Link, new() { Name = "Train a generator" }).ClickAsync();
        var start = page.Locator(".start-button");
        await Expect(start).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await start.ClickAsync();
        await page.ArriveAsync("/runs/0", studio);
        Assert.Equal(4, await page.ClicksAsync());

        await SeeTheTrayAsync(page);
        await SeeTheCurveAndTheSamplesMeetAsync(page, journey);
        await journey.StopAndPublishAsync(() => Task.CompletedTask);
        await DrawInThreeClicksAsync(page);
        await ChooseAnotherKeyAsync(page);
        await SurviveARestartAsync(studio, page);
        await StartByKeyboardOnAPhoneAsync(studio);
    }

    private static async Task SeeTheTrayAsync(IPage page)
    {
        var run = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = "Gallery", Exact = true }).First.ClickAsync();
        await Expect(page.Locator("main h1")).ToHaveTextAsync("Gallery");
        await page.Locator(".tray summary").ClickAsync();
        Assert.Empty(await page.FaultsAsync());
        await page.KeepAsync("desk-tray");
        await page.Locator(".tray-list a").ClickAsync();
        await page.ArriveAsync(run);
    }

    private static async Task SeeTheCurveAndTheSamplesMeetAsync(IPage page, MakerJourney journey)
    {
        await journey.SeeSamplesAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.player-slider')?.max >= 4", null, new() { Timeout = 300_000 });
        await page.Locator(".chart-plane").ClickAsync(new() { Position = new() { X = 2, Y = 40 } });
        await page.WaitForFunctionAsync("() => { const s = document.querySelector('.player-slider'); return Number(s.value) < Number(s.max); }");
    }

    private static async Task DrawInThreeClicksAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.Locator("main h1").First.WaitForAsync();
        await page.CountFromHereAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Models", Exact = true }).First.ClickAsync();
        await page.Locator(".model-card").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Draw", Exact = true }).ClickAsync();
        await page.Locator(".drawn a").First.WaitForAsync(Long);
        Assert.Equal(3, await page.ClicksAsync());
        await Expect(page.GetByText("They are in the gallery.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static async Task ChooseAnotherKeyAsync(IPage page)
    {
        await page.GotoAsync("/gallery");
        await page.Locator(".art-link").First.WaitForAsync(Long);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal("H1 true A", await page.EvaluateAsync<string>(
            """
            async () => {
              const heading = await import('/js/heading.js');
              const arrived = document.activeElement.tagName;
              document.activeElement.blur();
              heading.focusHeading();
              const taken = document.activeElement === document.querySelector('main h1');
              document.querySelector('.art-link').focus();
              heading.focusHeading();
              return `${arrived} ${taken} ${document.activeElement.tagName}`;
            }
            """));
        await page.Keyboard.PressAsync("?");
        await page.Locator(".key-search").FillAsync("trash");
        await Expect(page.Locator(".key-change")).ToHaveCountAsync(1);
        await page.Locator(".key-change").ClickAsync();
        await page.Keyboard.PressAsync("x");
        await Expect(page.Locator(".key-said")).ToContainTextAsync("taken");
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator(".key-list kbd")).ToHaveTextAsync("U");
        Assert.Empty(await page.FaultsAsync());
        await page.KeepAsync("desk-keys");

        await page.ReloadAsync();
        await page.Locator(".art-link").First.WaitForAsync(Long);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var before = await page.Locator(".art-link").CountAsync();
        await page.Locator(".art-link").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator(".art-link")).ToHaveCountAsync(before - 1);
    }

    private static async Task SurviveARestartAsync(StudioProcess studio, IPage page)
    {
        await page.GotoAsync("/runs/new");
        await page.GetByText("Best", new() { Exact = true }).ClickAsync();
        await page.ArriveAsync("preset=best");
        await studio.KillAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync(Long);
        await page.KeepAsync("desk-away");
        await studio.StartAgainAsync();
        await Expect(page.Locator("#components-reconnect-modal.components-reconnect-show")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Expect(page.Locator("input[name=preset][value=best]")).ToBeCheckedAsync(new() { Timeout = 60_000 });
    }

    private async Task StartByKeyboardOnAPhoneAsync(StudioProcess studio)
    {
        var phone = await chromium.OpenAsync(studio, 390, 844, "zh-CN", dark: true);
        await phone.GotoAsync("/sign-in");
        await phone.Locator("#email").FillAsync("ada@studio.test");
        await phone.Locator("#password").FillAsync(SigningIn.Password);
        await phone.Keyboard.PressAsync("Enter");
        await phone.ArriveAtAsync("/");
        await phone.TabToAsync("main a[href='/runs/new']");
        await phone.KeepAsync("desk-home-phone");
        await phone.Keyboard.PressAsync("Enter");
        await Expect(phone.Locator(".start-button")).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await phone.TabToAsync("button.start-button");
        await phone.KeepAsync("desk-new-run-phone");
        Assert.Empty(await phone.FaultsAsync());
        await phone.Keyboard.PressAsync("Enter");
        await phone.ArriveAsync("/runs/0", studio);
        await phone.GetByRole(AriaRole.Button, new() { Name = "立即采样" }).WaitForAsync(Long);
        await phone.CountFromHereAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "停止", Exact = true }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "继续" }).WaitForAsync(Long);
        Assert.Equal(1, await phone.ClicksAsync());
    }
}
