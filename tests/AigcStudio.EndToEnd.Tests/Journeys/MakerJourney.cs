using System.Globalization;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>A creator's way from a file to a marked download, one act a method, as a person would do it in the browser.</summary>
internal sealed class MakerJourney(IPage page)
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 180_000 };

    /// <summary>Opens the page of a new dataset and says what it holds.</summary>
    /// <param name="kind"><c>Pictures</c>, <c>Texts</c>, <c>Sounds</c>.</param>
    public async Task ChooseAsync(string kind)
    {
        await page.GotoAsync("/datasets/new");
        await page.Locator(".upload-zone[data-ready]").WaitForAsync(Long);
        await page.GetByRole(AriaRole.Radio, new() { Name = kind }).CheckAsync();

        // The zone of another kind is another zone; that of pictures, the first choice, takes files of any name.
        var accepts = kind switch { "Texts" => "[accept*='.csv']", "Sounds" => "[accept*='.wav']", _ => "" };
        await page.Locator(".upload-zone[data-ready]", new() { Has = page.Locator($"input{accepts}") }).First.WaitForAsync(Long);
    }

    public async Task UploadAsync(params string[] files)
    {
        await page.Locator("input.upload-input").First.SetInputFilesAsync(files);
        await page.Locator(".upload-row.done").Nth(files.Length - 1).WaitForAsync(Long);
    }

    public async Task FreezeAsync(string kind)
    {
        await page.GetByLabel($"Where the {kind.ToLowerInvariant()} come from").FillAsync("Made for tests, free to use.");
        await page.GetByLabel("I confirm that this is true").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Train a generator" }).WaitForAsync(Long);
    }

    /// <param name="family">The title of a family that is not the first choice; null for the first.</param>
    public async Task StartQuickAsync(string? family = null)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Train a generator" }).ClickAsync();
        var quick = page.GetByText("Quick", new() { Exact = true });
        await quick.WaitForAsync(Long);
        if (family is not null)
        {
            await page.Locator(".option.family", new() { HasText = family }).ClickAsync();
        }

        await quick.ClickAsync();
        var start = page.Locator(".start-button");
        await Assertions.Expect(start).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await start.ClickAsync();
        await page.ArriveAsync("/runs/0");
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
        var seen = 0;
        await Eventually.TrueAsync(
            async () => (seen = await StepAsync()) > beyond, TimeSpan.FromMinutes(4), () => $"The step did not pass {beyond}: it stood at {seen}.");
        var passed = seen;
        await Eventually.TrueAsync(async () => await StepAsync() > passed, TimeSpan.FromMinutes(1), () => $"The step stood at {passed}.");
    }

    public Task SeeSamplesAsync() => page.Locator(".player-sheet, .sample-texts li, .sample-sounds .waveform").First.WaitForAsync(Long);

    /// <summary>Stops the run, or lets it end by itself where pictures for the README are taken, and publishes its newest checkpoint.</summary>
    /// <param name="ended">What to do with the page of the ended run.</param>
    public async Task StopAndPublishAsync(Func<Task> ended)
    {
        var stop = page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true });
        if (Screenshots.Wanted)
        {
            await stop.WaitForAsync(new() { State = WaitForSelectorState.Hidden, Timeout = 600_000 });
        }
        else
        {
            await stop.ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).WaitForAsync(Long);
        }

        await ended();
        await page.Locator(".checkpoints").GetByRole(AriaRole.Button, new() { Name = "Publish and draw" }).First.ClickAsync();
        await page.ArriveAsync("/models/");
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

    /// <summary>Has the model whose page is open measured, and stays on its report.</summary>
    public async Task MeasureAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Measure this model" }).ClickAsync();
        await page.Locator(".measures").First.WaitForAsync(new() { Timeout = 300_000 });
        await Assertions.Expect(page.Locator(".copies .mark")).ToBeVisibleAsync();
    }

    public async Task OpenFirstOfGalleryAsync()
    {
        await page.GotoAsync("/gallery");
        await page.Locator(".art-link").First.WaitForAsync(Long);
    }

    /// <summary>Opens the first artifact, rates it, downloads it; returns the file.</summary>
    /// <param name="format"><c>PNG</c>, <c>WAV</c>, <c>TXT</c> ...: as the button says.</param>
    public async Task<string> RateAndDownloadAsync(string folder, string format = "PNG")
    {
        await page.Locator(".art-link").First.ClickAsync();
        await page.ArriveAsync("/gallery/0");
        var four = page.GetByRole(AriaRole.Button, new() { Name = "4 stars" }).First;
        await four.ClickAsync();
        await Assertions.Expect(four).ToHaveAttributeAsync("aria-pressed", "true");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = format }).First.ClickAsync());
        var path = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }
}
