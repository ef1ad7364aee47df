using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>A backup is made, and one picture is erased for good: from the search to the record of it, on a desk, on a phone, in the dark, in Chinese.</summary>
[Trait("Lane", "Slow")]
public sealed class ErasureJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task An_administrator_backs_up_and_erases_one_picture_and_reads_the_record_anywhere()
    {
        await using var studio = await StudioProcess.StartAsync();
        SetDefaultExpectTimeout(45_000);
        var faults = new List<string>();
        var page = await chromium.EnterAsync(studio);
        using (var api = await StudioApi.ForAsync(studio, "Creator"))
        {
            await api.MakeDatasetAsync("Tiny", Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip"));
        }

        await page.GotoAsync("/admin/storage");
        await page.GetByRole(AriaRole.Button, new() { Name = "Back up now" }).ClickAsync();
        await Expect(page.Locator(".backups tbody tr")).ToContainTextAsync("Whole");
        await page.Locator(".backup-restore summary").ClickAsync();
        await page.KeepAsync("backups");
        await LookAsync(page, faults);

        await page.GotoAsync("/admin/erasure");
        await page.GetByRole(AriaRole.Searchbox).FillAsync(".png");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await page.Locator(".erasure-items input").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "See what goes with it" }).ClickAsync();
        await page.GetByLabel("Why? For the record").FillAsync("Request 12");
        await page.KeepAsync("erasure");
        await LookAsync(page, faults);
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Expect(page.Locator("tbody tr", new() { HasText = "Request 12" })).ToContainTextAsync("items 1");

        foreach (var (width, dark, language) in new[] { (1024, true, "en"), (390, false, "zh-CN"), (390, true, "en") })
        {
            var other = await chromium.OpenAsync(studio, width, 900, language, dark);
            await other.Context.AddCookiesAsync((await page.Context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = studio.Address.ToString() }));
            foreach (var place in new[] { "erasure", "storage" })
            {
                await other.GotoAsync($"/admin/{place}");
                await Expect(other.Locator("main table").First).ToBeVisibleAsync();
                await other.KeepAsync($"{place}-{width}-{(dark ? "dark" : "light")}-{language}");
                await LookAsync(other, faults);
            }
        }

        Assert.Empty(faults);
    }

    private static async Task LookAsync(IPage page, List<string> faults)
    {
        faults.AddRange((await page.FaultsAsync()).Select(f => $"{page.Url}: {f}"));
        var wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        faults.AddRange(wider > 0 ? [$"{page.Url}: {wider} pixels too wide"] : []);
    }
}
