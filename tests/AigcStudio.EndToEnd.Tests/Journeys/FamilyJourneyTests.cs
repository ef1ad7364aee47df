using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>The other families on real data, from the page: each learns, is published, makes something, is measured, and what it made is rated and downloaded.</summary>
[Trait("Lane", "Slow")]
public sealed class FamilyJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 180_000 };

    [Fact]
    public Task Mnist_trains_a_picture_vae() => new MakerWalk(
        chromium, "digits-vae", "Pictures", [RealData.Path("mnist/t10k-images-idx3-ubyte.gz"), RealData.Path("mnist/t10k-labels-idx1-ubyte.gz")])
    {
        Family = "Picture VAE",
        Measured = true,
    }.RunAsync();

    [Fact]
    public Task Few_pictures_train_a_picture_gan_where_one_asks_for_it() => new MakerWalk(chromium, "emoji-gan", "Pictures", [RealData.Path("emoji/emoji-128.zip")])
    {
        Family = "Picture GAN",
        Measured = true,
    }.RunAsync();

    [Fact]
    public Task Shakespeare_trains_a_text_vae() => new MakerWalk(chromium, "shakespeare", "Texts", [RealData.Path("text/tinyshakespeare.txt")])
    {
        Format = "TXT",
        Measured = true,
        Read = page => page.GetByText("At blank lines").ClickAsync(),
    }.RunAsync();

    [Fact]
    public Task Spoken_digits_train_a_sound_vae() => new MakerWalk(chromium, "spoken-digits", "Sounds", [RealData.Path("speech-digits/speech-digits.zip")])
    {
        Format = "WAV",
        Measured = true,
        Read = page => page.GetByText("The first word of their name").ClickAsync(),
        Draw = (_, journey) => journey.DrawAsync("7"),
    }.RunAsync();

    [Fact]
    public Task Letters_train_a_model_that_drafts_replies() => new MakerWalk(
        chromium, "letters", "Texts", [Path.Combine(Repository.Root, "seed-data/demo/replies.csv")])
    {
        Format = "TXT",
        Measured = true,
        Read = ReadPairsAsync,
        Draw = AskAsync,
    }.RunAsync();

    private static async Task ReadPairsAsync(IPage page)
    {
        // Columns with the usual names are found, and shown as chosen.
        var columns = page.Locator(".reading-fields select");
        await columns.Nth(2).WaitForAsync(Long);
        await Assertions.Expect(columns.Nth(0)).ToHaveValueAsync("question");
        await Assertions.Expect(columns.Nth(1)).ToHaveValueAsync("intent");
        await Assertions.Expect(columns.Nth(2)).ToHaveValueAsync("reply");
        await page.Locator(".text-preview .text-reply").First.WaitForAsync(Long);
    }

    private static async Task AskAsync(IPage page, MakerJourney journey)
    {
        await page.Locator(".draw-ask").ClickAsync();
        await page.Locator(".reply-question textarea").FillAsync("Do you have tea without caffeine?");
        await page.Locator(".reply-question textarea").PressAsync("Control+Enter");
        await page.Locator(".reply-words").Nth(2).WaitForAsync(Long);
        await page.Locator(".reply-near li").First.WaitForAsync(Long);
    }
}
