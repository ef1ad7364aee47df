using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>Each role in a browser of its own: let in by an administrator's link, kept out where it has no part.</summary>
[Trait("Lane", "Slow")]
public sealed class RoleJourneys(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] Open =
    [
        "/", "/gallery", "/gallery?order=taste", "/trash", "/boards", "/review", "/review/focus", "/review/bulk", "/review/duel",
        "/review/agreement", "/review/leaderboard", "/account",
    ];
    private static readonly string[] Making = ["/datasets", "/datasets/new", "/runs", "/runs/new", "/models", "/review/guests"];
    private static readonly string[] Ruling = ["/admin/jobs", "/admin/devices", "/admin/storage", "/admin/people", "/admin/settings", "/admin/audit"];

    [Fact]
    public async Task Each_role_gets_in_by_a_link_and_no_further_than_its_part()
    {
        await using var studio = await StudioProcess.StartAsync();
        var admin = await chromium.EnterAsync(studio);
        await SeesAsync(admin, [.. Open, .. Making, .. Ruling]);

        var creator = await chromium.OpenAsync(studio);
        await creator.AcceptAsync(await InviteAsync(admin, "Creator"), "Carl");
        await SeesAsync(creator, [.. Open, .. Making]);
        await IsRefusedAsync(creator, [.. Ruling, "/hangfire"]);

        var reviewer = await chromium.OpenAsync(studio);
        await reviewer.AcceptAsync(await InviteAsync(admin, "Reviewer"), "Rita");
        await SeesAsync(reviewer, Open);
        await IsRefusedAsync(reviewer, [.. Making, .. Ruling, "/hangfire"]);

        var stranger = await chromium.OpenAsync(studio);
        foreach (var path in (string[])[.. Open, .. Making, .. Ruling])
        {
            await stranger.GotoAsync(path);
            Assert.Equal("/sign-in", new Uri(stranger.Url).AbsolutePath);
        }
    }

    [Fact]
    public async Task No_page_breaks_a_rule_of_accessibility_wide_and_light_or_narrow_and_dark()
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        var wide = await chromium.EnterAsync(studio);
        await Eventually.TrueAsync(
            async () =>
            {
                await wide.GotoAsync("/gallery");
                await wide.Locator("main h1").First.WaitForAsync();
                await wide.WaitForLoadStateAsync(LoadState.NetworkIdle);
                return await wide.Locator(".art-link").CountAsync() > 0;
            },
            TimeSpan.FromMinutes(5), () => $"The demo's gallery stayed empty:\n{studio.Console}");
        var narrow = await chromium.OpenAsync(studio, 390, 844, "zh-CN", dark: true);
        await narrow.GotoAsync("/sign-in");
        await narrow.Locator("#email").FillAsync("ada@studio.test");
        await narrow.Locator("#password").FillAsync(SigningIn.Password);
        await narrow.Locator("button.plain-primary").ClickAsync();
        await narrow.ArriveAtAsync("/");

        // Every kind of run and of dataset has a page of its own look.
        using var api = await StudioApi.ForAsync(studio, "Creator");
        await Eventually.TrueAsync(
            async () => (await LinksAsync(api, "models")).Count == 4, TimeSpan.FromMinutes(5), () => $"The demo's models did not all come:\n{studio.Console}");
        var models = await LinksAsync(api, "models");
        string[] deep = [await FirstLinkAsync(wide, "/gallery", "/gallery/0"), .. models, .. models.Select(m => m + "/play"), .. await LinksAsync(api, "runs"),
            .. await LinksAsync(api, "datasets")];
        var faults = new List<string>();
        foreach (var path in (string[])[.. Open, .. Making, .. Ruling, .. deep])
        {
            faults.AddRange(await FaultsAsync(wide, path, "wide"));
            faults.AddRange(await FaultsAsync(narrow, path, "narrow"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<Uri> InviteAsync(IPage admin, string role)
    {
        await admin.GotoAsync("/admin/people");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await admin.Locator(".mud-dialog select").SelectOptionAsync(role);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        return new Uri(await admin.Locator(".mud-dialog code.secret").InnerTextAsync());
    }

    private static async Task SeesAsync(IPage page, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await Expect(page.Locator("main h1").First).ToBeVisibleAsync();
            await Expect(page.GetByText("Not part of your role")).ToHaveCountAsync(0);
        }
    }

    private static async Task IsRefusedAsync(IPage page, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await Expect(page.GetByText("Not part of your role")).ToBeVisibleAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> LinksAsync(StudioApi api, string noun) =>
        [.. (await api.GetAsync($"/api/{noun}"))["items"]!.AsArray().Select(i => $"/{noun}/{i!["id"]}")];

    private static async Task<string> FirstLinkAsync(IPage page, string list, string start)
    {
        await page.GotoAsync(list);
        var link = page.Locator($"main a[href*='{start[1..]}']").First;
        await link.WaitForAsync(new() { Timeout = 60_000 });
        return new Uri(new Uri(page.Url), await link.GetAttributeAsync("href")).AbsolutePath;
    }

    private static async Task<IEnumerable<string>> FaultsAsync(IPage page, string path, string how)
    {
        await page.GotoAsync(path);
        await page.Locator("main h1").First.WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return (await page.FaultsAsync()).Select(f => $"{how} {path}: {f}");
    }
}
