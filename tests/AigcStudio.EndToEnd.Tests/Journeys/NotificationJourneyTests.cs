using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>A run ends: the bell rings, the browser tells, a receiver that is not there is said in words.</summary>
[Trait("Lane", "Slow")]
public sealed class NotificationJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] Pages = ["/notifications", "/account", "/admin/notifications"];

    // Stands where the browser's own would: a browser without a screen shows none.
    private const string Recorder =
        """
        window.told = [];
        window.Notification = class extends EventTarget {
          static permission = 'default';
          static async requestPermission() { return Notification.permission = 'granted'; }
          constructor(title, options) { super(); window.told.push(`${title}: ${options.body}`); }
        };
        """;

    [Fact]
    public async Task A_run_that_ends_is_told_by_the_bell_and_what_cannot_be_sent_is_said()
    {
        await using var studio = await StudioProcess.StartAsync();
        SetDefaultExpectTimeout(45_000);
        var page = await chromium.EnterAsync(studio);
        await page.Context.AddInitScriptAsync(Recorder);
        var version = await MakeAsync(studio);

        await SetUpAsync(page);
        await AllowAsync(page);
        await TrainAsync(page, version);
        await Expect(page.Locator(".rail .notice-count")).ToContainTextAsync("1 unread");
        Assert.Equal(["A run has finished: The run “Tiny” has finished."], await page.EvaluateAsync<string[]>("window.told"));

        var narrow = await OnThePhoneAsync(studio);
        await ReadAsync(page);
        await page.GotoAsync("/admin/notifications");
        await Expect(page.Locator("tbody tr", new() { HasText = "Webhook" })).ToContainTextAsync("leads inside the house");
        await LookAsync(page, narrow);
    }

    private static async Task<Guid> MakeAsync(StudioProcess studio)
    {
        using var api = await StudioApi.ForAsync(studio, "Creator");
        return await api.MakeDatasetAsync("Tiny", Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip"));
    }

    private static async Task SetUpAsync(IPage page)
    {
        await page.GotoAsync("/admin/notifications");
        await page.GetByLabel("SMTP server").FillAsync("127.0.0.1");
        await page.GetByLabel("Port").FillAsync("9");
        await page.GetByLabel("Sender's address").FillAsync("studio@example.org");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://localhost/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".notification-result")).ToHaveTextAsync("The webhook needs a secret.");
        await page.GetByLabel("Secret").FillAsync("long-enough-a-secret");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".notification-result")).ToHaveTextAsync("The settings are saved.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test mail" }).ClickAsync();
        await Expect(page.Locator(".notification-result")).ToContainTextAsync("The mail server did not take it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post a test" }).ClickAsync();
        await Expect(page.Locator(".notification-result")).ToHaveTextAsync("localhost leads inside the house, where the webhook may not go.");
    }

    private static async Task AllowAsync(IPage page)
    {
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let this browser show them too" }).ClickAsync();
        await Expect(page.GetByText("This browser shows them while a page")).ToBeVisibleAsync();
        var mail = page.GetByRole(AriaRole.Checkbox, new() { Name = "A run has finished: By mail" });
        await Expect(mail).Not.ToBeCheckedAsync();
        await mail.CheckAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "A run has failed: By mail" })).ToBeCheckedAsync();
    }

    // In the page's own name, so that the run is hers, and without leaving the page that listens.
    private static async Task TrainAsync(IPage page, Guid version) => Assert.Equal(
        201,
        await page.EvaluateAsync<int>(
            """
            async (version) => (await fetch('/api/runs', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ datasetVersionId: version, familyId: 'ImageGan', preset: 'own', name: 'Tiny', seed: 7, steps: 20,
                settings: { resolution: '28', width: 16, batch: 16 } }),
            })).status
            """,
            version.ToString()));

    private async Task<IPage> OnThePhoneAsync(StudioProcess studio)
    {
        var narrow = await chromium.OpenAsync(studio, 390, 844, "zh-CN", dark: true);
        await narrow.GotoAsync("/sign-in");
        await narrow.Locator("#email").FillAsync("ada@studio.test");
        await narrow.Locator("#password").FillAsync(SigningIn.Password);
        await narrow.Locator("button.plain-primary").ClickAsync();
        await narrow.ArriveAtAsync("/");
        await narrow.Locator(".menu-more summary").ClickAsync();
        await Expect(narrow.Locator(".menu-more .notice-bell")).ToContainTextAsync("1 条未读");
        await narrow.KeepAsync("notices-menu-narrow");
        await narrow.Locator(".menu-more .notice-bell").ClickAsync();
        await Expect(narrow.Locator(".notices li")).ToContainTextAsync("训练“Tiny”已完成。");
        await narrow.KeepAsync("notices-unread-narrow");
        return narrow;
    }

    private static async Task ReadAsync(IPage page)
    {
        await page.Locator(".rail .notice-bell").ClickAsync();
        await Expect(page.Locator(".notices .is-unread")).ToHaveCountAsync(1);
        await page.KeepAsync("notices-unread-wide");
        await page.SetViewportSizeAsync(1024, 768);
        await page.KeepAsync("notices-unread-tablet");
        await page.SetViewportSizeAsync(1440, 900);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as read: The run “Tiny” has finished." }).ClickAsync();
        await Expect(page.Locator(".rail .notice-count")).ToHaveCountAsync(0);
        await Expect(page.Locator(".notices .is-unread")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "The run “Tiny” has finished." }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/runs/"));
    }

    private static async Task LookAsync(IPage wide, IPage narrow)
    {
        var faults = new List<string>();
        foreach (var path in Pages)
        {
            foreach (var page in (IPage[])[wide, narrow])
            {
                await page.GotoAsync(path);
                await page.Locator("main h1").First.WaitForAsync();
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                faults.AddRange((await page.FaultsAsync()).Select(f => $"{path}: {f}"));
                var wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                faults.AddRange(wider > 0 ? [$"{path}: {wider} pixels too wide"] : []);
                await page.KeepAsync($"notices{path.Replace('/', '-')}{(page == narrow ? "-narrow" : "-wide")}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
