using System.Globalization;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>A creator's way from a file to a marked download, one act a method, as a person would do it in the browser.</summary>
internal sealed class PictureJourney(IPage page)
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 180_000 };

    public async Task UploadAsync(params string[] files)
    {
        await page.GotoAsync("/datasets/new");
        await page.Locator(".upload-zone[data-ready]").WaitForAsync(Long);
        await page.Locator("input.upload-input").First.SetInputFilesAsync(files);
        await page.Locator(".upload-row.done").Nth(files.Length - 1).WaitForAsync(Long);
        await page.GetByLabel("Where the pictures come from").FillAsync("Made for tests, free to use.");
        await page.GetByLabel("I confirm that this is true").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Train a generator" }).WaitForAsync(Long);
    }

    public async Task StartQuickAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Train a generator" }).ClickAsync();
        var quick = page.GetByText("Quick", new() { Exact = true });
        await quick.WaitForAsync(Long);
        await quick.ClickAsync();
        var start = page.Locator(".start-button");
        await Assertions.Expect(start).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await start.ClickAsync();
        await page.WaitForURLAsync(address => address.Contains("/runs/0", StringComparison.Ordinal), new() { Timeout = 120_000 });
    }

    /// <summary>The step as the page shows it; it is never reloaded here.</summary>
    public async Task<int> StepAsync()
    {
        var words = await page.Locator(".run-status-step").InnerTextAsync();
        var digits = words.Split("of")[0].Where(char.IsAsciiDigit).ToArray();
        return digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);
    }

    public async Task SeeTheStepMoveAsync(int beyond)
    {
        await Eventually.TrueAsync(async () => await StepAsync() > beyond, TimeSpan.FromMinutes(4), () => $"The step did not pass {beyond}.");
        var seen = await StepAsync();
        await Eventually.TrueAsync(async () => await StepAsync() > seen, TimeSpan.FromMinutes(1), () => $"The step stood at {seen}.");
    }

    public Task SeeSamplesAsync() => page.Locator(".player-sheet").WaitForAsync(Long);

    public async Task StopAndPublishAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).WaitForAsync(Long);
        await page.Locator(".checkpoints").GetByRole(AriaRole.Button, new() { Name = "Publish and draw" }).First.ClickAsync();
        await page.WaitForURLAsync(address => address.Contains("/models/", StringComparison.Ordinal));
    }

    public async Task DrawAsync(string? label = null)
    {
        if (label is not null)
        {
            await page.Locator(".draw-label select").SelectOptionAsync(label);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Draw", Exact = true }).ClickAsync();
        await page.Locator(".drawn a").First.WaitForAsync(Long);
        await Assertions.Expect(page.GetByText("They are in the gallery.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    public async Task OpenFirstOfGalleryAsync()
    {
        await page.GotoAsync("/gallery");
        await page.Locator(".art-link").First.WaitForAsync(Long);
    }

    /// <summary>Opens the first artifact, rates it, downloads it as PNG; returns the file.</summary>
    public async Task<string> RateAndDownloadAsync(string folder)
    {
        await page.Locator(".art-link").First.ClickAsync();
        await page.WaitForURLAsync(address => address.Contains("/gallery/0", StringComparison.Ordinal));
        var four = page.GetByRole(AriaRole.Button, new() { Name = "4 stars" }).First;
        await four.ClickAsync();
        await Assertions.Expect(four).ToHaveAttributeAsync("aria-pressed", "true");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "PNG" }).First.ClickAsync());
        var path = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }
}
