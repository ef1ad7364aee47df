using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>A reviewer at their desk, by keyboard and by thumb, and a client who came by a link.</summary>
[Trait("Lane", "Slow")]
public sealed class ReviewJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Rated = 10;

    [Fact]
    public async Task A_reviewer_works_by_keyboard_alone_and_a_client_rates_on_a_phone()
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        var admin = await chromium.EnterAsync(studio);
        using var api = await StudioApi.ForAsync(studio, "Creator");
        await FillAsync(studio, api);
        var reviewer = await chromium.OpenAsync(studio);
        await reviewer.AcceptAsync(await InviteAsync(admin), "Rita");
        var faults = new List<string>();

        await FocusAsync(reviewer, api, faults);
        await BulkAsync(reviewer, faults);
        await NextVersionAsync(admin, api, faults);
        await DuelAsync(reviewer, api, faults);
        await CommentAsync(reviewer, api, faults);
        await AskedAsync(admin, reviewer, faults);
        await GuestAsync(admin, await chromium.OpenAsync(studio, 390, 844), faults);
        await InChineseAsync(await chromium.OpenAsync(studio, 390, 844, "zh-CN", dark: true), faults);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task FillAsync(StudioProcess studio, StudioApi api)
    {
        foreach (var (kind, wanted) in new[] { ("image", 60), ("text", 40), ("audio", 20) })
        {
            await Eventually.TrueAsync(
                async () => (await api.GetAsync($"/api/artifacts?modality={kind}&take=100"))["items"]!.AsArray().Count >= wanted,
                TimeSpan.FromMinutes(5), () => $"The demo's {kind} gallery did not fill:\n{studio.Console}");
        }
    }

    private static async Task<Uri> InviteAsync(IPage admin)
    {
        await admin.GotoAsync("/admin/people");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await admin.Locator(".mud-dialog select").SelectOptionAsync("Reviewer");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        return new Uri(await admin.Locator(".mud-dialog code.secret").InnerTextAsync());
    }

    // Two keys an item: the stars and Enter. Nothing is clicked.
    private static async Task FocusAsync(IPage page, StudioApi api, List<string> faults)
    {
        await page.GotoAsync("/review?modality=image");
        await page.Locator(".blind-tile").First.WaitForAsync();
        await SeenAsync(page, ".blind-tile img");
        await page.KeepAsync("review-queue");
        faults.AddRange(await FaultsAsync(page, "queue"));
        await page.GotoAsync("/review/focus?modality=image");
        await page.Locator(".focus-stage img").WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var first = await page.Locator(".focus-stage img").GetAttributeAsync("src");
        await Expect(page.Locator(".reveal")).ToHaveCountAsync(0);
        var keys = 0;
        for (var i = 0; i < Rated; i++)
        {
            await Expect(page.Locator(".focus-bar h1")).ToContainTextAsync($"{i + 1} of");
            await page.Keyboard.PressAsync($"{1 + (i % 5)}");
            await Expect(page.Locator(".reveal dl")).ToBeVisibleAsync();
            if (i == 0)
            {
                await page.KeepAsync("review-focus");
                faults.AddRange(await FaultsAsync(page, "focus"));
            }

            await page.Keyboard.PressAsync("Enter");
            keys += 2;
        }

        await Expect(page.Locator(".focus-bar h1")).ToContainTextAsync($"{Rated + 1} of");
        Assert.Equal(2 * Rated, keys);
        var id = first!.Split('/')[3];
        Assert.Equal(1, (int)(await api.GetAsync($"/api/artifacts/{id}"))["tile"]!["ratingCount"]!);

        await page.Keyboard.PressAsync("r");
        await page.Keyboard.TypeAsync("Too dark.");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".focus-said")).ToHaveTextAsync("Rejected.");
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".focus-said")).ToHaveTextAsync("Approved.");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("Good after all.");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".focus-said")).ToHaveTextAsync("Your comment stands.");
        await page.Locator(".focus-bar h1").FocusAsync();
        await page.Keyboard.PressAsync("Backspace");
        await Expect(page.Locator(".focus-bar h1")).ToContainTextAsync($"{Rated} of");
    }

    private static async Task BulkAsync(IPage page, List<string> faults)
    {
        await page.GotoAsync("/review/bulk?modality=audio&size=10");
        await page.Locator(".bulk-tiles [role=checkbox]").Nth(9).WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Locator(".bulk-tiles [role=checkbox]").Nth(1).ClickAsync();
        await page.Locator(".bulk-tiles [role=checkbox]").Nth(5).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.Locator(".bulk-tiles [aria-checked=true]")).ToHaveCountAsync(5);
        await page.KeepAsync("review-bulk");
        faults.AddRange(await FaultsAsync(page, "bulk"));
        await page.Keyboard.PressAsync("4");
        await Expect(page.Locator(".blind-said")).ToHaveCountAsync(5);
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator(".blind-said")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".blind-said").First).ToHaveTextAsync("Approved");
    }

    // What was approved goes into the next version of what its model learned from.
    private static async Task NextVersionAsync(IPage page, StudioApi api, List<string> faults)
    {
        var sounds = (await api.GetAsync("/api/datasets"))["items"]!.AsArray().Single(d => string.Equals((string)d!["modality"]!, "audio", StringComparison.OrdinalIgnoreCase))!;
        await page.GotoAsync($"/datasets/{sounds["id"]}");
        await page.GetByRole(AriaRole.Button, new() { Name = "More acts" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Add approved works" }).ClickAsync();
        await page.Locator(".works-grid li").First.WaitForAsync();
        await page.KeepAsync("works");
        faults.AddRange(await FaultsAsync(page, "works"));
        var taken = await page.Locator(".works-grid li").CountAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make version 2" }).ClickAsync();
        JsonNode? version = null;
        await Eventually.TrueAsync(
            async () => (version = (await api.GetAsync($"/api/datasets/{sounds["id"]}"))["versions"]![0]!)["frozenAt"] is not null && (int)version["number"]! == 2,
            TimeSpan.FromMinutes(5), () => $"Version 2 was not frozen: {version}");
        Assert.Equal(taken, (int)version!["generatedCount"]!);
    }

    private static async Task DuelAsync(IPage page, StudioApi api, List<string> faults)
    {
        var models = (await api.GetAsync("/api/models"))["items"]!.AsArray();
        var image = models.First(m => m!.ToJsonString().Contains("Image", StringComparison.Ordinal))!;
        await page.GotoAsync("/review/duel?modality=image");
        await page.Locator(".duel-side img").Nth(1).WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.KeepAsync("review-duel");
        await Expect(page.Locator(".duel-maker strong")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator(".duel-maker strong").First).ToHaveTextAsync((string)image["name"]!);
        faults.AddRange(await FaultsAsync(page, "duel"));
        await page.Keyboard.PressAsync("Backspace");
        await Expect(page.Locator(".duel-vote")).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.KeepAsync("review-duel-named");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".duel-vote")).ToHaveCountAsync(4);
        await page.GotoAsync("/review/leaderboard");
        await page.Locator("main h1").WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.KeepAsync("review-leaderboard");
        faults.AddRange(await FaultsAsync(page, "leaderboard"));
        await page.GotoAsync("/review/agreement");
        await page.Locator(".agreement-card").First.WaitForAsync();
        await page.KeepAsync("review-agreement");
        faults.AddRange(await FaultsAsync(page, "agreement"));
    }

    private static async Task CommentAsync(IPage page, StudioApi api, List<string> faults)
    {
        var picture = (string)(await api.GetAsync("/api/artifacts?modality=image&take=1"))["items"]![0]!["id"]!;
        await page.GotoAsync($"/gallery/{picture}");
        await page.Locator("#comment-words").FillAsync("This edge is torn.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pin to a point" }).ClickAsync();
        await page.Locator("#pin-plane").ClickAsync(new() { Position = new() { X = 40, Y = 60 } });
        await page.Locator(".comments .mud-button-filled").ClickAsync();
        await Expect(page.Locator(".art-canvas .pin")).ToHaveTextAsync("1");
        await page.Locator(".art-canvas .pin").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".comment-list > li")).ToBeFocusedAsync();
        await page.KeepAsync("review-comment");
        faults.AddRange(await FaultsAsync(page, "comment"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await Expect(page.Locator(".art-canvas .pin")).ToHaveCountAsync(0);
    }

    private static async Task AskedAsync(IPage admin, IPage reviewer, List<string> faults)
    {
        // Behind those that she has rated: what is done is no longer asked for.
        await ChooseAsync(admin, 3, from: Rated + 4);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Ask for review" }).ClickAsync();
        await admin.GetByLabel("Rita").CheckAsync();
        await admin.GetByLabel("What to look for (optional)").FillAsync("Which could go on the poster?");
        faults.AddRange(await FaultsAsync(admin, "ask"));
        await admin.Locator(".mud-dialog .mud-button-filled").ClickAsync();
        await Expect(admin.Locator(".mud-dialog [role=status]")).ToBeVisibleAsync();
        await reviewer.GotoAsync("/review");
        await Expect(reviewer.Locator(".request-card h2")).ToHaveTextAsync("Ada asks you to look at 3");
        await reviewer.KeepAsync("review-asked");
        faults.AddRange(await FaultsAsync(reviewer, "asked"));
    }

    private static async Task GuestAsync(IPage admin, IPage guest, List<string> faults)
    {
        await ChooseAsync(admin, 3);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Link for a client" }).ClickAsync();
        await admin.Locator("#guest-title").FillAsync("Posters for Lotus");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = await admin.Locator(".mud-dialog code.secret").InnerTextAsync();

        await guest.GotoAsync(link);
        await guest.KeepAsync("guest-door");
        faults.AddRange(await FaultsAsync(guest, "guest's door"));
        await guest.Locator("#guest-name").FillAsync("Carla");
        await guest.Locator("button.plain-primary").ClickAsync();
        await Expect(guest.Locator(".guest-steps")).ToContainTextAsync("1 of 3 · 0 rated");
        await guest.WaitForFunctionAsync("() => document.querySelector('.guest-stage img').naturalWidth > 0");
        await guest.KeepAsync("guest-piece");
        faults.AddRange(await FaultsAsync(guest, "guest's piece"));
        Assert.True(await guest.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "A guest's page is wider than the phone.");
        await guest.Locator("#guest-words").FillAsync("Love it.");
        for (var i = 0; i < 3; i++)
        {
            await guest.Locator(".guest-star").Nth(3).ClickAsync();
        }

        await Expect(guest.GetByText("Thank you, Carla")).ToBeVisibleAsync();
        await guest.KeepAsync("guest-thanks");
        faults.AddRange(await FaultsAsync(guest, "guest's thanks"));
        await guest.GotoAsync("/gallery");
        Assert.Equal("/sign-in", new Uri(guest.Url).AbsolutePath);

        await admin.GotoAsync("/review/guests");
        await Expect(admin.Locator("tbody tr")).ToContainTextAsync("4.0 stars, 3 ratings");
        await admin.KeepAsync("guest-links");
        faults.AddRange(await FaultsAsync(admin, "guest links"));
        await admin.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await admin.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Expect(admin.Locator("tbody .mark")).ToHaveTextAsync("Over");
        await guest.GotoAsync(link);
        await Expect(guest.GetByText("This link opens nothing")).ToBeVisibleAsync();
    }

    private static async Task InChineseAsync(IPage page, List<string> faults)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("#email").FillAsync("rita@studio.test");
        await page.Locator("#password").FillAsync(SigningIn.Password);
        await page.Locator("button.plain-primary").ClickAsync();
        await page.ArriveAtAsync("/");
        await Expect(page.Locator(".tabbar a[href='/review']")).ToBeVisibleAsync();
        foreach (var (path, part) in new[]
        {
            ("/review", ".blind-tile"), ("/review/focus?modality=image", ".focus-stage img"), ("/review/bulk?modality=text", ".blind-tile"),
            ("/review/duel?modality=image", ".duel-side img"), ("/review/leaderboard", ".desk-note"), ("/review/agreement", ".agreement-card"),
        })
        {
            await page.GotoAsync(path);
            await page.Locator(part).First.WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.KeepAsync($"zh{path.Split('?')[0].Replace('/', '-')}");
            faults.AddRange(await FaultsAsync(page, $"Chinese {path}"));
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than the phone.");
        }

        await page.GotoAsync("/review/focus?modality=image");
        await page.Locator(".focus-acts .star").Nth(4).ClickAsync();
        await Expect(page.Locator(".focus-said")).ToContainTextAsync("您评了 5 星");
        await page.Locator(".focus-next").ClickAsync();
        await Expect(page.Locator(".focus-bar h1")).ToContainTextAsync("第 2 件");
    }

    // Pictures on the way would make a poor picture of the page.
    private static Task SeenAsync(IPage page, string pictures) => page.WaitForFunctionAsync(
        "s => [...document.querySelectorAll(s)].filter(i => i.getBoundingClientRect().top < innerHeight).every(i => i.complete && i.naturalWidth > 0)", pictures);

    private static async Task ChooseAsync(IPage page, int count, int from = 0)
    {
        await page.GotoAsync("/gallery?modality=image");
        await page.Locator(".art-tile.is-image").Nth(from + count).WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        for (var i = 0; i < count; i++)
        {
            await page.Locator(".art-check input").Nth(from + i).CheckAsync(new() { Force = true });
        }
    }

    private static async Task<IEnumerable<string>> FaultsAsync(IPage page, string where) => (await page.FaultsAsync()).Select(f => $"{where}: {f}");
}
