using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>The demo's four models are measured, one from its page and the others by the API; reports are read, compared and saved.</summary>
[Trait("Lane", "Slow")]
public sealed class ReportJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 300_000 };

    [Fact]
    public async Task Every_kind_of_model_gets_a_report_that_is_read_compared_and_saved()
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        var page = await chromium.EnterAsync(studio);
        using var api = await StudioApi.ForAsync(studio, "Creator");
        var models = await ModelsAsync(api);
        var pictures = models.Single(m => (string)m["familyId"]! == "ImageVae");
        await page.GotoAsync($"/models/{pictures["id"]}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Measure this model" }).ClickAsync();
        await page.Locator(".evaluation-work").WaitForAsync(Long);
        await page.KeepAsync("report-working");
        await page.Locator(".measures").First.WaitForAsync(Long);
        await page.KeepAsync("report-pictures");

        foreach (var model in models.Where(m => m != pictures))
        {
            await MeasureAsync(api, model);
            await page.GotoAsync($"/models/{model["id"]}/report");
            await page.Locator(".measures").First.WaitForAsync(Long);
            await page.KeepAsync($"report-{model["familyId"]}");
            Assert.Empty(await page.FaultsAsync());
        }

        await page.GotoAsync($"/models/compare?ids={string.Join(',', models.Select(m => m["id"]))}");
        await page.Locator(".compare-rows td").First.WaitForAsync(Long);
        await Assertions.Expect(page.Locator(".compare-rows thead th")).ToHaveCountAsync(5);
        await Assertions.Expect(page.GetByText("different rulers")).ToBeVisibleAsync();
        await page.KeepAsync("report-compare");
        Assert.Empty(await page.FaultsAsync());

        await page.GotoAsync($"/models/{pictures["id"]}/report");
        await page.Locator(".copy-sheet").WaitForAsync(Long);
        Assert.Empty(await page.FaultsAsync());
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Save as JSON" }).ClickAsync());
        var saved = JsonNode.Parse(await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken))!;
        var frechet = saved["report"]!["measures"]!.AsArray().Single(m => (string)m!["id"]! == "frechet")!;

        // A trained model lies between real items and noise, and its ruler saw every harm.
        Assert.InRange((double)frechet["value"]!, (double)frechet["real"]!, (double)frechet["noise"]!);
        Assert.True((bool)saved["report"]!["ruler"]!["trusted"]!);
        await page.SetViewportSizeAsync(390, 844);
        await page.KeepAsync("report-narrow");
        Assert.Empty(await page.FaultsAsync());
    }

    // Shipped models come one after another on a first start.
    private static async Task<IReadOnlyList<JsonNode>> ModelsAsync(StudioApi api)
    {
        List<JsonNode> models = [];
        await Eventually.TrueAsync(
            async () => (models = [.. (await api.GetAsync("/api/models"))["items"]!.AsArray().Select(m => m!)]).Count == 4,
            TimeSpan.FromMinutes(5), () => $"{models.Count} of 4 models.");
        return models;
    }

    private static async Task MeasureAsync(StudioApi api, JsonNode model)
    {
        var queued = await api.PostAsync($"/api/models/{model["id"]}/evaluations", new { count = 500 });
        JsonNode? seen = null;
        await Eventually.TrueAsync(
            async () => (seen = await api.GetAsync($"/api/evaluations/{queued["id"]}"))["report"] is not null,
            TimeSpan.FromMinutes(5), () => $"{model["familyId"]} was not measured: {seen?["card"]}");
    }
}
