using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>What a newcomer sees: a first start that fills its galleries with the demo brand's pictures, texts, sounds and replies.</summary>
[Trait("Lane", "Slow")]
public sealed class DemoJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 300_000 };

    [Fact]
    public async Task A_first_start_opens_on_full_galleries_of_every_kind()
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        var page = await chromium.EnterAsync(studio);
        await RefuseStrangeHostsAsync(studio);

        // Opened while it is empty: it fills by itself.
        await page.GotoAsync("/gallery");
        await page.Locator(".art-link").First.WaitForAsync(Long);
        using var api = await StudioApi.ForAsync(studio, "Creator");
        foreach (var (modality, wanted) in new[] { ("image", 96), ("audio", 80), ("text", 100) })
        {
            var seen = 0;
            await Eventually.TrueAsync(
                async () => (seen = (await api.GetAsync($"/api/artifacts?modality={modality}&take=100"))["items"]!.AsArray().Count) >= wanted,
                TimeSpan.FromMinutes(5), () => $"{seen} of {wanted} {modality} artifacts.");
        }

        await page.GotoAsync("/gallery");
        await page.Locator(".art-tile.is-image").First.WaitForAsync(Long);
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.art-tile img')].slice(0, 15).every(i => i.complete && i.naturalWidth > 0)");
        await page.KeepAsync("demo-gallery");
        foreach (var kind in new[] { "image", "audio", "text" })
        {
            await page.GotoAsync($"/gallery?modality={kind}");
            await page.Locator($".art-tile.is-{kind}").Nth(8).WaitForAsync(Long);
            await page.KeepAsync($"demo-{kind}");
        }

        await page.GotoAsync("/models");
        await page.Locator(".model-card").Nth(3).WaitForAsync(Long);
        await page.KeepAsync("demo-models");
        await page.GotoAsync("/replies");
        await page.Locator(".reply-question textarea").FillAsync("Hello, when can I visit you on Sunday?");
        await page.Locator(".reply-question textarea").PressAsync("Control+Enter");
        await page.Locator(".reply-words").Nth(2).WaitForAsync(Long);
        await page.KeepAsync("demo-replies");
    }

    // Called from the folder of the tests it has its settings all the same.
    private static async Task RefuseStrangeHostsAsync(StudioProcess studio)
    {
        using var client = new HttpClient { BaseAddress = studio.Address };
        using var strange = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "studio.example" } };
        using var answer = await client.SendAsync(strange);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
