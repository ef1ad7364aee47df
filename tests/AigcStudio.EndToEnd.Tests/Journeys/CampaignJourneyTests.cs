using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>From a brief for the demo brand to a pack of marked ads, in six clicks; then a stripped file is recognised.</summary>
[Trait("Lane", "Slow")]
public sealed class CampaignJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Clicks = 6;
    private const int Channels = 6;
    private const string Seen = "A pattern of small paintings of teapots, leaves and lights";

    private static readonly LocatorWaitForOptions Long = new() { Timeout = 120_000 };

    [Fact]
    public async Task A_brief_becomes_a_pack_of_marked_ads_and_a_stripped_file_is_recognised()
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        SetDefaultExpectTimeout(60_000);
        var page = await chromium.EnterAsync(studio);
        using (var api = await StudioApi.ForAsync(studio, "Creator"))
        {
            await Eventually.TrueAsync(
                async () => (await api.GetAsync("/api/artifacts?modality=image&take=8"))["items"]!.AsArray().Count == 8,
                TimeSpan.FromMinutes(5), () => $"The demo drew no picture:\n{studio.Console}");
        }

        await page.GotoAsync("/campaigns");
        await Expect(page.Locator("main h1")).ToHaveTextAsync("Campaigns");
        await page.KeepAsync("campaigns-empty");
        await page.CountFromHereAsync();
        var ad = await MakeAsync(page);
        var pack = await DeliverAsync(page, ad);
        Assert.Equal(Clicks, await page.ClicksAsync());
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await ZipFile.ExtractToDirectoryAsync(pack, folder, TestContext.Current.CancellationToken);
            var files = Directory.GetFiles(folder, "*.png");
            Assert.Equal(Channels, files.Length);
            foreach (var file in files)
            {
                Assert.Contains("trainedAlgorithmicMedia", await MarkReader.ReadAsync(file), StringComparison.Ordinal);
            }

            await AddClipAsync(page, ad);
            await VerifyAsync(page, files[0], folder);
            var sound = await SoundAgainAsync(studio, folder);
            await VerifySoundAsync(page, sound);
            await TryLayoutsAsync(page, ad);
            await MatchAsync(page, ad);
            await OnThePhoneAsync(studio, ad, sound);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> MakeAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "New campaign" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Winter evenings");
        await page.GetByLabel("Brief").FillAsync("People who come home late.\n\n**Message:** a cup before the day ends.");
        await page.KeepAsync("campaign-form");
        Assert.Empty(await page.FaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the first ad" }).ClickAsync();
        await page.Locator(".ad-stage img").WaitForAsync(Long);
        await page.GetByLabel("Headline").FillAsync("Tea for the long evenings");
        await page.GetByLabel("Body").FillAsync("Three blends from Nordlys for the hour when the day is done.");
        await page.GetByLabel("Button").First.FillAsync("Taste it");
        await page.GetByLabel("Alternative text").FillAsync(Seen);
        await page.GetByLabel("Alternative text").BlurAsync();
        await page.Locator(".ad-checks li").First.WaitForAsync(Long);
        return page.Url;
    }

    private static async Task<string> DeliverAsync(IPage page, string ad)
    {
        foreach (var channel in new[] { "square", "story", "landscape", "leaderboard" })
        {
            await page.GotoAsync($"{ad}?channel={channel}");
            await page.Locator(".ad-checks li").First.WaitForAsync(Long);
            await page.WaitForFunctionAsync("() => { const i = document.querySelector('.ad-stage img'); return i.complete && i.naturalWidth > 0; }");
            await page.KeepAsync($"ad-{channel}");
        }

        Assert.Empty(await page.FaultsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the campaign" }).ClickAsync();
        await Expect(page.Locator(".camp-ad img")).ToHaveAttributeAsync("alt", Seen);
        await page.WaitForFunctionAsync("() => document.querySelector('.camp-ad img').naturalWidth > 0");
        await Expect(page.Locator(".camp-brief strong")).ToHaveTextAsync("Message:");
        await page.KeepAsync("campaign");
        Assert.Empty(await page.FaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Approved" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".camp-pack").ClickAsync(), new() { Timeout = 120_000 });
        await Expect(page.Locator(".camp-stages .is-here")).ToHaveTextAsync("Delivered");
        Assert.Equal("winter-evenings.zip", download.SuggestedFilename);
        return await download.PathAsync();
    }

    // The clip that is in the pack is proof of its codes: it would not be there if the model had not given the pictures back.
    private static async Task AddClipAsync(IPage page, string ad)
    {
        await page.GotoAsync(ad);
        var sound = page.Locator(".ad-sound").Nth(1);
        await sound.ClickAsync();
        await Expect(sound).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator(".ad-checks li", new() { HasText = "Loudness" }).WaitForAsync(Long);
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the campaign" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Approved" }).ClickAsync();
        await page.GetByLabel("Add a clip of each ad to the pack").CheckAsync();
        await Expect(page.Locator(".camp-pack")).ToHaveAttributeAsync("href", new Regex("clip=true"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".camp-pack").ClickAsync(), new() { Timeout = 120_000 });
        var pack = await download.PathAsync();
        await Expect(page.Locator(".clips-news")).ToContainTextAsync("Clips in it: 1.");
        await page.KeepAsync("campaign-clip");
        Assert.Empty(await page.FaultsAsync());

        using var archive = await ZipFile.OpenReadAsync(pack, TestContext.Current.CancellationToken);
        var clip = Path.Combine(Path.GetDirectoryName(pack)!, "clip.mp4");
        archive.GetEntry("winter-evenings_01_clip.mp4")!.ExtractToFile(clip);
        Assert.Contains("trainedAlgorithmicMedia", await MarkReader.ReadAsync(clip), StringComparison.Ordinal);
        var streams = (await ClipProbe.OfAsync(clip))["streams"]!.AsArray().ToDictionary(s => (string)s!["codec_type"]!, s => s!);
        Assert.Equal(["audio", "video"], streams.Keys.Order());
        Assert.Equal((256, 256, "288"), ((int)streams["video"]["width"]!, (int)streams["video"]["height"]!, (string)streams["video"]["nb_frames"]!));
        Assert.InRange(double.Parse((string)streams["video"]["duration"]!, CultureInfo.InvariantCulture), 11.9, 12.1);
    }

    private static async Task VerifyAsync(IPage page, string exported, string folder)
    {
        await page.GotoAsync("/verify");
        await OfferFirstAsync(page, exported);
        await Expect(page.Locator(".verify-answer h2")).ToHaveTextAsync("Made here: the very file");

        var stripped = Path.Combine(folder, "again.jpg");
        await MarkReader.SaveWithoutAsync(exported, stripped);
        Assert.DoesNotContain("trainedAlgorithmicMedia", await MarkReader.ReadAsync(stripped), StringComparison.Ordinal);
        await page.Locator(".verify-drop input").SetInputFilesAsync(stripped);
        await Expect(page.Locator(".verify-answer h2")).ToHaveTextAsync("Looks like a file made here");
        await page.KeepAsync("verify");
        Assert.Empty(await page.FaultsAsync());

        await page.Locator(".verify-drop input").SetInputFilesAsync(Path.Combine(Repository.Root, "src/docs/gallery.png"));
        await Expect(page.Locator(".verify-answer h2")).ToHaveTextAsync("Not known here");
    }

    // The page is drawn a moment before it listens: what is chosen between the two is chosen again, as a person would.
    private static Task OfferFirstAsync(IPage page, string file) => Eventually.TrueAsync(
        async () =>
        {
            await page.Locator(".verify-drop input").SetInputFilesAsync(file);
            try
            {
                await page.Locator(".verify-answer h2").WaitForAsync(new() { Timeout = 20_000 });
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        },
        TimeSpan.FromMinutes(3),
        () => $"No answer at {page.Url}.");

    /// <summary>The longest of the demo's newest sounds, exported and saved again without its marks.</summary>
    private static async Task<string> SoundAgainAsync(StudioProcess studio, string folder)
    {
        using var api = await StudioApi.ForAsync(studio, "Creator");
        await Eventually.TrueAsync(
            async () => (await api.GetAsync("/api/artifacts?modality=audio&take=8"))["items"]!.AsArray().Count == 8,
            TimeSpan.FromMinutes(5), () => $"The demo drew no sound:\n{studio.Console}");
        var longest = (await api.GetAsync("/api/artifacts?modality=audio&take=8"))["items"]!.AsArray().MaxBy(i => i!["length"]!.GetValue<int>())!["id"]!.GetValue<Guid>();
        var exported = Path.Combine(folder, "exported.wav");
        await File.WriteAllBytesAsync(exported, await api.Client.GetByteArrayAsync($"/api/artifacts/{longest}/file?format=wav"), TestContext.Current.CancellationToken);
        var again = Path.Combine(folder, "again.mp3");
        await MarkReader.SaveWithoutAsync(exported, again);
        return again;
    }

    private static async Task VerifySoundAsync(IPage page, string sound)
    {
        await page.Locator(".verify-drop input").SetInputFilesAsync(sound);
        await Expect(page.Locator(".verify-answer h2")).ToHaveTextAsync("Sounds like a file made here");
        await page.KeepAsync("verify-sound");
        Assert.Empty(await page.FaultsAsync());
        await page.Locator(".verify-line .play-button").First.ClickAsync();
        await Expect(page.Locator(".sound-bar")).ToBeVisibleAsync();
    }

    private static async Task TryLayoutsAsync(IPage page, string ad)
    {
        foreach (var (layout, channel) in new[] { ("Pattern", "square"), ("Band", "landscape"), ("Side by side", "portrait") })
        {
            await page.GotoAsync($"{ad}?channel={channel}");
            var picture = page.Locator(".ad-stage img");
            await picture.WaitForAsync(Long);
            var button = page.Locator(".ad-form .choice button", new() { HasText = layout });
            var before = await picture.GetAttributeAsync("src");
            await button.ClickAsync();
            await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
            await Expect(picture).Not.ToHaveAttributeAsync("src", before!);
            await page.Locator(".ad-checks li").First.WaitForAsync(Long);
            await page.WaitForFunctionAsync("() => { const i = document.querySelector('.ad-stage img'); return i.complete && i.naturalWidth > 0; }");
            await picture.ScreenshotAsync(new() { Path = Screenshots.PathOf($"made-{channel}") });
        }
    }

    private static async Task MatchAsync(IPage page, string ad)
    {
        await page.GotoAsync($"{ad[..ad.IndexOf("/ads/", StringComparison.Ordinal)]}/sets");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Warm" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Playful" })).ToBeCheckedAsync();
        await Expect(page.Locator(".set-asked")).ToContainTextAsync("berries");
        await page.GetByRole(AriaRole.Button, new() { Name = "Draw sets" }).ClickAsync();
        var sets = page.Locator(".set-card:not(.is-skeleton)");
        await sets.First.WaitForAsync(Long);
        var picture = await page.Locator(".set-picture img").First.GetAttributeAsync("src");
        await page.Locator(".set-card details").First.ClickAsync();
        await page.KeepAsync("sets");
        Assert.Empty(await page.FaultsAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Keep the picture of set 1" }).ClickAsync();
        await Expect(page.Locator(".set-picture .set-lock[aria-pressed=true]")).ToHaveCountAsync(await sets.CountAsync());
        var first = page.Url;
        await page.GetByRole(AriaRole.Button, new() { Name = "Draw the others again" }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(first);
        await Expect(page.Locator(".set-earlier a")).ToHaveCountAsync(2);
        await sets.First.WaitForAsync(Long);
        await Expect(page.Locator(".set-picture img").First).ToHaveAttributeAsync("src", picture!);
        await page.KeepAsync("sets-locked");

        var words = await page.Locator(".set-card blockquote").First.TextContentAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an ad of it" }).First.ClickAsync();
        await page.Locator(".ad-stage img").WaitForAsync(Long);
        Assert.StartsWith(await page.GetByLabel("Headline").InputValueAsync(), words!, StringComparison.Ordinal);
        await Expect(page.Locator(".ad-pictures button[aria-pressed=true]")).ToHaveCountAsync(6);
    }

    private async Task OnThePhoneAsync(StudioProcess studio, string ad, string sound)
    {
        var phone = await chromium.OpenAsync(studio, 390, 844, "zh-CN", dark: true);
        await phone.GotoAsync("/sign-in");
        await phone.Locator("#email").FillAsync("ada@studio.test");
        await phone.Locator("#password").FillAsync(SigningIn.Password);
        await phone.Keyboard.PressAsync("Enter");
        await phone.ArriveAtAsync("/");
        foreach (var (name, address) in new[] { ("board", "/campaigns"), ("ad", ad), ("campaign", ad[..ad.IndexOf("/ads/", StringComparison.Ordinal)]), ("sets", $"{ad[..ad.IndexOf("/ads/", StringComparison.Ordinal)]}/sets"), ("brands", "/campaigns/brands"), ("brand", "/campaigns/brands/new") })
        {
            await phone.GotoAsync(address);
            await phone.Locator("main [aria-busy=true]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            await phone.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await phone.KeepAsync($"campaign-phone-{name}");
            Assert.Empty(await phone.FaultsAsync());
            Assert.InRange(await phone.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"), int.MinValue, 0);
        }

        await phone.GotoAsync($"{ad[..ad.IndexOf("/ads/", StringComparison.Ordinal)]}?clip=true");
        await phone.Locator(".camp-stages button").Nth(2).ClickAsync();
        await Expect(phone.Locator(".clips-wish")).ToBeCheckedAsync();
        await phone.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await phone.KeepAsync("campaign-phone-clips");
        Assert.Empty(await phone.FaultsAsync());

        await phone.GotoAsync("/verify");
        await OfferFirstAsync(phone, sound);
        await phone.Locator(".verify-answer.is-heard").WaitForAsync(Long);
        await phone.KeepAsync("campaign-phone-verify");
        Assert.Empty(await phone.FaultsAsync());
        Assert.InRange(await phone.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"), int.MinValue, 0);
    }
}
