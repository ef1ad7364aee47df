using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>An administrator's day: whose turn it is, what must stop, what takes the disk, and who is signed in where.</summary>
[Trait("Lane", "Slow")]
public sealed class AdminJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private int _clicks;

    [Fact]
    public async Task An_administrator_moves_one_forward_stops_one_for_certain_cleans_up_and_signs_somebody_out()
    {
        await using var studio = await StudioProcess.StartAsync();
        var admin = await chromium.EnterAsync(studio);
        using var api = await StudioApi.ForAsync(studio, "Creator");
        var version = await api.MakeDatasetAsync("Tiny", Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip"));
        var runs = new List<Guid>();
        foreach (var name in (string[])["Alpha", "Beta", "Gamma"])
        {
            runs.Add(await api.QueueRunAsync(Recipe(version, name)));
        }

        await api.WaitForRunAsync(runs[0], Limit, "Running");
        await MoveToFrontAsync(admin);
        await StopAsync(admin);
        foreach (var run in runs)
        {
            await api.PostAsync($"/api/runs/{run}/cancel");
            await api.WaitForRunAsync(run, Limit, "Cancelled");
        }

        await CleanUpAsync(admin, api, runs[0]);
        await SignSomebodyOutAsync(admin, studio);
        await LookAsync(admin, studio);
    }

    private static object Recipe(Guid version, string name) => new
    {
        datasetVersionId = version,
        familyId = "ImageGan",
        preset = "own",
        name,
        seed = 7,
        steps = 200_000,
        settings = new { resolution = "28", width = 16, batch = 16 },
    };

    private async Task MoveToFrontAsync(IPage admin)
    {
        await admin.GotoAsync("/admin/jobs");
        await Expect(Row(admin, "Gamma")).ToContainTextAsync("2 of 2 in line");
        await ClickAsync(admin.GetByRole(AriaRole.Button, new() { Name = "Move to front: Gamma" }));
        await Expect(Row(admin, "Gamma")).ToContainTextAsync("1 of 2 in line");
        await ClickAsync(admin.GetByRole(AriaRole.Button, new() { Name = "Undo" }));
        await Expect(Row(admin, "Gamma")).ToContainTextAsync("2 of 2 in line");
        await ClickAsync(admin.GetByRole(AriaRole.Button, new() { Name = "Move to front: Gamma" }));
        await Expect(Row(admin, "Gamma")).ToContainTextAsync("moved to the front");
        await admin.KeepAsync("admin-jobs");
    }

    private async Task StopAsync(IPage admin)
    {
        _clicks = 0;
        await ClickAsync(admin.GetByRole(AriaRole.Button, new() { Name = "Stop: Alpha" }));
        await ClickAsync(admin.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }));
        Assert.Equal(2, _clicks);

        // It leaves the list of what is not over once it has really stopped, and Gamma, which was moved, has taken its place.
        await Expect(Row(admin, "Alpha")).ToHaveCountAsync(0, new() { Timeout = 120_000 });
        await Expect(Row(admin, "Gamma")).ToContainTextAsync("Running", new() { Timeout = 120_000 });
        await admin.GotoAsync("/admin/jobs?which=over&q=Alpha");
        await Expect(Row(admin, "Alpha")).ToContainTextAsync("Stopped");
        await Row(admin, "Alpha").GetByRole(AriaRole.Link, new() { Name = "details" }).ClickAsync();
        await Expect(admin.Locator("main h1")).ToHaveTextAsync("Training: Alpha");
        await Expect(admin.GetByText("What its worker printed last")).ToBeVisibleAsync();
        await admin.KeepAsync("admin-job");
    }

    private async Task CleanUpAsync(IPage admin, StudioApi api, Guid run)
    {
        (await api.Client.DeleteAsync($"/api/runs/{run}")).EnsureSuccessStatusCode();
        await admin.GotoAsync("/admin/storage");
        await admin.GetByLabel("Old trash, for good").CheckAsync();
        await admin.GetByLabel("Days in the trash").FillAsync("0");
        await admin.GetByLabel("Days in the trash").BlurAsync();
        await ClickAsync(admin.GetByRole(AriaRole.Button, new() { Name = "Show what would go" }));
        var going = admin.GetByLabel("What would go");
        await Expect(going).ToContainTextAsync("Run Alpha");
        await admin.KeepAsync("admin-storage");
        await ClickAsync(admin.GetByRole(AriaRole.Button, new() { NameRegex = new("^Clean up ") }));
        await Expect(admin.Locator(".clean-state").First).ToContainTextAsync("Done", new() { Timeout = 120_000 });
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await api.Client.GetAsync($"/api/runs/{run}")).StatusCode);
    }

    private async Task SignSomebodyOutAsync(IPage admin, StudioProcess studio)
    {
        await admin.GotoAsync("/admin/people");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = new Uri(await admin.Locator(".mud-dialog code.secret").InnerTextAsync());
        await admin.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(admin.GetByText("Invitations not used yet")).ToBeVisibleAsync();

        var carl = await chromium.OpenAsync(studio);
        await carl.AcceptAsync(link, "Carl");
        await carl.GotoAsync("/gallery");
        await Expect(carl.Locator("main h1").First).ToBeVisibleAsync();

        await admin.GotoAsync("/admin/people");
        await Expect(admin.GetByRole(AriaRole.Link, new() { Name = "Carl" })).ToBeVisibleAsync();
        await admin.KeepAsync("admin-people");
        await admin.GetByRole(AriaRole.Link, new() { Name = "Carl" }).ClickAsync();
        await Expect(admin.GetByText("Chrome on Linux")).ToBeVisibleAsync();
        await admin.KeepAsync("admin-person");
        await ClickAsync(admin.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere", Exact = true }));

        // The page that he has open says so by itself, and another visit asks him to sign in.
        await Expect(carl).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"), new() { Timeout = 60_000 });
        await carl.GotoAsync("/gallery");
        Assert.Equal("/sign-in", new Uri(carl.Url).AbsolutePath);
    }

    private async Task LookAsync(IPage admin, StudioProcess studio)
    {
        var narrow = await chromium.OpenAsync(studio, 390, 844, "zh-CN", dark: true);
        await narrow.GotoAsync("/sign-in");
        await narrow.Locator("#email").FillAsync("ada@studio.test");
        await narrow.Locator("#password").FillAsync(SigningIn.Password);
        await narrow.Locator("button.plain-primary").ClickAsync();
        await narrow.ArriveAtAsync("/");
        var faults = new List<string>();
        foreach (var path in (string[])["/admin/jobs?which=all", "/admin/devices", "/admin/storage", "/admin/people", "/admin/settings", "/admin/audit", "/account"])
        {
            foreach (var page in (IPage[])[admin, narrow])
            {
                await page.GotoAsync(path);
                await page.Locator("main h1").First.WaitForAsync();
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                faults.AddRange((await page.FaultsAsync()).Select(f => $"{path}: {f}"));
                var wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                faults.AddRange(wider > 0 ? [$"{path}: {wider} pixels too wide"] : []);
                await page.KeepAsync($"admin{path.Split('?')[0].Replace('/', '-')}{(page == narrow ? "-narrow" : "-wide")}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static ILocator Row(IPage page, string name) => page.Locator("tr", new() { HasText = name });

    private Task ClickAsync(ILocator button)
    {
        _clicks++;
        return button.ClickAsync();
    }
}
