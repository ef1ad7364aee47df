using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>The whole way on one page that is never reloaded: files, rights, Quick, Start, samples, a draw, the gallery, stars, a marked download.</summary>
/// <param name="name">Names the screenshots.</param>
/// <param name="kind"><c>Pictures</c>, <c>Texts</c>, <c>Sounds</c>.</param>
internal sealed class MakerWalk(Chromium chromium, string name, string kind, string[] files)
{
    public const string TrainedMark = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /// <summary>The title of a family that is not the first choice; null for the first.</summary>
    public string? Family { get; init; }

    /// <summary>The button of the download.</summary>
    public string Format { get; init; } = "PNG";

    /// <summary>Where the step must come to before the run is stopped.</summary>
    public int Steps { get; init; } = 20;

    /// <summary>What is asked of the page between upload and freezing: how the files are read.</summary>
    public Func<IPage, Task> Read { get; init; } = _ => Task.CompletedTask;

    /// <summary>Whether the published model is measured, too.</summary>
    public bool Measured { get; init; }

    /// <summary>How the published model makes something: by the button, unless said otherwise.</summary>
    public Func<IPage, MakerJourney, Task> Draw { get; init; } = (_, journey) => journey.DrawAsync();

    public async Task RunAsync()
    {
        await using var studio = await StudioProcess.StartAsync();
        var page = await chromium.EnterAsync(studio);
        try
        {
            await WalkAsync(page, studio.DataRoot);
        }
        catch (Exception)
        {
            await page.KeepAsync($"{name}-failed");
            TestContext.Current.TestOutputHelper?.WriteLine(studio.Console);
            throw;
        }
    }

    private async Task WalkAsync(IPage page, string folder)
    {
        var journey = new MakerJourney(page);
        await journey.ChooseAsync(kind);
        await journey.UploadAsync(files);
        await Read(page);
        await journey.FreezeAsync(kind);
        await page.KeepAsync($"{name}-dataset");
        await journey.StartQuickAsync(Family);
        await journey.SeeSamplesAsync();
        await journey.SeeTheStepMoveAsync(Steps);
        await page.KeepAsync($"{name}-run");
        await journey.StopAndPublishAsync(() => page.KeepAsync($"{name}-run-ended"));
        var model = page.Url;
        await Draw(page, journey);
        await page.KeepAsync($"{name}-model");
        if (Measured)
        {
            await page.GotoAsync(model);
            await journey.MeasureAsync();
            await page.KeepAsync($"{name}-report");
        }

        await journey.OpenFirstOfGalleryAsync();
        await page.KeepAsync($"{name}-gallery");
        var file = await journey.RateAndDownloadAsync(folder, Format);
        await page.KeepAsync($"{name}-artifact");
        Assert.Contains(TrainedMark, await MarkReader.ReadAsync(file), StringComparison.Ordinal);
    }
}
