using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>Texts and sounds from a file to a frozen version, as a person does it in Chromium: chosen, looked at, frozen, edited, heard.</summary>
[Trait("Lane", "Slow")]
public sealed class KindJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 180_000 };

    [Fact]
    public async Task Questions_and_replies_are_chosen_frozen_and_edited()
    {
        await using var studio = await StudioProcess.StartAsync();
        var page = await chromium.EnterAsync(studio);
        var journey = new MakerJourney(page);
        await journey.ChooseAsync("Texts");
        await page.KeepAsync("kinds-choice");
        var table = Path.Combine(studio.DataRoot, "letters.csv");
        await File.WriteAllTextAsync(table, Letters(), TestContext.Current.CancellationToken);
        await journey.UploadAsync(table);

        await page.Locator(".reading-fields").WaitForAsync(Long);
        await page.GetByLabel("Text (or question)").SelectOptionAsync("asked");
        await page.GetByLabel("Reply").SelectOptionAsync("answered");
        await page.Locator(".reading-fields").GetByLabel("Label").SelectOptionAsync("about");
        await Assertions.Expect(page.Locator(".text-preview .text-reply")).ToHaveCountAsync(10);
        await LookAsync(page, "texts-reading", ".text-preview li");
        await journey.FreezeAsync("Texts");

        await page.Locator(".text-tile").First.WaitForAsync(Long);
        await LookAsync(page, "texts-dataset", ".text-tile");
        await page.Locator(".text-tile").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".item-text")).ToContainTextAsync("Where is parcel 0?");
        await page.KeepAsync("texts-item");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByLabel("More acts").ClickAsync();
        await page.GetByText("Change texts and labels").ClickAsync();
        await page.GetByLabel("New name of parcels").FillAsync("post");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByLabel("Find").FillAsync("parcel");
        await page.GetByLabel("Replace with").FillAsync("box");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".text-preview ins").First).ToContainTextAsync("box");
        await LookAsync(page, "texts-edit", ".label-names");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make version 2" }).ClickAsync();
        await Assertions.Expect(page.Locator(".version-list")).ToContainTextAsync("Version 2", new() { Timeout = 120_000 });
        await Assertions.Expect(page.Locator(".text-tile").First).ToContainTextAsync("Where is box 0?");
        await page.GotoAsync("/datasets");
        await page.Locator(".dataset-mosaic.is-text p").First.WaitForAsync(Long);
    }

    [Fact]
    public async Task Sounds_are_taken_in_seen_and_heard()
    {
        await using var studio = await StudioProcess.StartAsync();
        var page = await chromium.EnterAsync(studio);
        var journey = new MakerJourney(page);
        await journey.ChooseAsync("Sounds");
        await journey.UploadAsync(Path.Combine(Repository.Root, "seed-data/demo/sounds.zip"));
        await page.Locator(".cut-choices").WaitForAsync(Long);
        await LookAsync(page, "sounds-reading", ".cut-choices");
        await journey.FreezeAsync("Sounds");

        await page.Locator(".sound-tile .waveform").First.WaitForAsync(Long);
        var play = page.Locator(".sound-tile .play-button").First;
        await play.ClickAsync();
        await Assertions.Expect(play).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(page.Locator(".sound-bar")).ToBeVisibleAsync();
        await LookAsync(page, "sounds-dataset", ".sound-tile .waveform");
        await page.GotoAsync("/datasets");
        await page.Locator(".dataset-mosaic.is-audio .waveform").First.WaitForAsync(Long);
        await LookAsync(page, "datasets", ".dataset-mosaic");
    }

    /// <summary>Keeps the page wide and light, and as a telephone in the dark opens it; nothing may stick out at its side.</summary>
    /// <param name="wanted">What must be there before the page is kept.</param>
    private static async Task LookAsync(IPage page, string name, string wanted)
    {
        await page.KeepAsync(name);
        var phone = await page.Context.NewPageAsync();
        await phone.SetViewportSizeAsync(390, 844);
        await phone.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await phone.GotoAsync(page.Url);
        await phone.Locator(wanted).First.WaitForAsync(Long);
        Assert.Equal(390, await phone.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await phone.KeepAsync($"{name}-phone");
        await phone.CloseAsync();
    }

    private static string Letters() => "about,asked,answered\n" + string.Concat(Enumerable.Range(0, 240).Select(i => (i % 3) switch
    {
        0 => $"parcels,Where is parcel {i}?,\"Parcel {i} left our house on Monday, and it will be with you in {1 + (i % 5)} days.\"\n",
        1 => $"opening,When are you open on day {i}?,From nine to {5 + (i % 4)} o'clock; come in for a cup.\n",
        _ => $"goods,Is tea number {i} still to be had?,\"Yes, tea number {i} came in this week. Shall we keep {i % 9} tins for you?\"\n",
    }));
}
