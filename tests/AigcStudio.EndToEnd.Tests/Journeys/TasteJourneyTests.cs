using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>Somebody who likes warm pictures rates a few, and is shown more of them, with the reason.</summary>
[Trait("Lane", "Slow")]
public sealed class TasteJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 300_000 };

    [Fact]
    public async Task Warm_pictures_rated_up_bring_more_of_them_and_say_so()
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        var page = await chromium.EnterAsync(studio);
        await Eventually.TrueAsync(async () => await CountAsync(page) >= 96, TimeSpan.FromMinutes(5), () => "The demo brand's pictures did not come.");
        await page.GotoAsync("/gallery?modality=image&order=taste");
        await Assertions.Expect(page.Locator(".taste-note")).ToContainTextAsync("Nothing rated yet");

        await RateByWarmthAsync(page);
        await Eventually.TrueAsync(() => ReasonAsync(page), TimeSpan.FromMinutes(2), () => "No reason names warm colours.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Newest" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "For you" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("order=taste"));
        await page.GotoAsync("/gallery?modality=image&order=taste");
        var anew = page.Locator(".new-chip");
        await anew.ClickAsync();
        await page.Locator(".art-why").First.WaitForAsync(Long);
        await Assertions.Expect(anew).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".art-why").First).ToContainTextAsync("gave 4 stars or more");
        Assert.Empty(await page.FaultsAsync());
        await page.KeepAsync("taste-gallery");

        await page.Locator(".art-link").First.ClickAsync();
        await page.Locator(".why-examples img").First.WaitForAsync(Long);
        Assert.Empty(await page.FaultsAsync());
        await page.KeepAsync("taste-artifact");
        await page.GotoAsync("/");
        await page.Locator(".for-you-why").First.WaitForAsync(Long);
        Assert.Empty(await page.FaultsAsync());
        await page.KeepAsync("taste-home");
        await page.GotoAsync("/account");
        await page.Locator(".taste-card").WaitForAsync(Long);
        Assert.Empty(await page.FaultsAsync());
        await page.KeepAsync("taste-account");
        await InChineseOnAPhoneAsync(page);
    }

    private static async Task InChineseOnAPhoneAsync(IPage page)
    {
        await page.EvaluateAsync("fetch('/culture', { method: 'POST', body: new URLSearchParams({ culture: 'zh-Hans' }) })");
        await page.SetViewportSizeAsync(390, 844);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        foreach (var (address, seen, name) in new[] { ("/gallery?modality=image&order=taste", ".art-why", "gallery"), ("/", ".for-you-why", "home") })
        {
            await page.GotoAsync(address);
            await Assertions.Expect(page.Locator(seen).First).ToContainTextAsync("四星");
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
            Assert.Empty(await page.FaultsAsync());
            await page.KeepAsync($"taste-phone-{name}");
        }

        await page.Locator(".for-you-list a").First.ClickAsync();
        await page.Locator(".why-line").WaitForAsync(Long);
        Assert.Empty(await page.FaultsAsync());
        await page.KeepAsync("taste-phone-artifact");
    }

    private static Task<int> CountAsync(IPage page) =>
        page.EvaluateAsync<int>("fetch('/api/artifacts?modality=image&take=200').then(r => r.json()).then(r => r.items.length)");

    private static Task<bool> ReasonAsync(IPage page) => page.EvaluateAsync<bool>(
        "fetch('/api/recommendations?modality=image&take=12').then(r => r.json()).then(r => r.basis === 'personal' && r.items.filter(i => i.reasons.some(w => w.feature === 'image.warm' && w.more)).length >= 6)");

    /// <summary>The browser looks at each thumbnail: red against blue. The warmest twelve get five stars, the coolest one.</summary>
    private static Task RateByWarmthAsync(IPage page) => page.EvaluateAsync(
        """
        async () => {
          const items = (await (await fetch('/api/artifacts?modality=image&take=200')).json()).items;
          const canvas = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true });
          for (const item of items) {
            const picture = await createImageBitmap(await (await fetch(`/api/artifacts/${item.id}/thumbnail`)).blob());
            canvas.drawImage(picture, 0, 0, 16, 16);
            const data = canvas.getImageData(0, 0, 16, 16).data;
            item.warmth = 0;
            for (let i = 0; i < data.length; i += 4) item.warmth += data[i] - data[i + 2];
          }
          items.sort((a, b) => b.warmth - a.warmth);
          const warm = items.filter((_, i) => i % 2 === 0).slice(0, 12);
          for (const [some, stars] of [[warm, 5], [items.slice(-12), 1]]) {
            for (const item of some) {
              await fetch(`/api/artifacts/${item.id}/rating`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ stars }) });
            }
          }
        }
        """);
}
