using System.Net.Http.Json;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Attacks;

/// <summary>
/// Every page in a browser while scripts stand in all that people wrote: none is carried out, nothing is asked for that the page's own policy forbids.
/// And a page that stays open loses its rights when its person does.
/// </summary>
[Trait("Lane", "Slow")]
public sealed class ScriptJourneyTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    // A script that gets as far as to run says so, and so does the browser where it keeps one from it.
    private const string Watch = """
        window.attack = () => { window.attacked = (window.attacked ?? 0) + 1; };
        window.refusedByPolicy = [];
        addEventListener('securitypolicyviolation', e => window.refusedByPolicy.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
        """;

    [Fact]
    public async Task No_page_carries_out_what_somebody_wrote_and_an_open_one_obeys_nobody_who_lost_their_rights()
    {
        await using var studio = await StudioProcess.StartAsync();
        var admin = await chromium.EnterAsync(studio);
        using var api = await StudioApi.ForAsync(studio, "Admin");
        var scripted = new ScriptedStudio(api, studio.DataRoot);
        var creator = await JoinAsync(studio, api, scripted);
        var (pages, guest) = await scripted.FillAsync();

        var faults = new List<string>();
        var shown = 0;
        await GuardAsync(admin, faults);
        foreach (var path in pages)
        {
            shown += await VisitAsync(admin, path, faults);
        }

        shown += await BeGuestAsync(studio, guest, scripted, faults);
        output.WriteLine($"{scripted.Written} scripts written, {pages.Count + 3} pages, {shown} of them showed one as words: {faults.Count} faults.");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(shown >= 20, $"Only {shown} pages showed what was written.");
        Assert.DoesNotMatch(@"(?m)^(?!\d{4}-\d\d-\d\dT|\s*$|  No administrator|  http)", studio.Console);

        await LoseRightsAsync(creator, api);
    }

    private async Task<IPage> JoinAsync(StudioProcess studio, StudioApi api, ScriptedStudio scripted)
    {
        var creator = await chromium.OpenAsync(studio);
        var link = new Uri((string)(await api.PostAsync("/api/invitations", new { role = "Creator" }))["link"]!);
        await creator.GotoAsync(link.PathAndQuery);
        await creator.Locator("#name").FillAsync(scripted.Text());
        await creator.Locator("#email").FillAsync("carl@studio.test");
        await creator.Locator("#password").FillAsync(SigningIn.Password);
        await creator.Locator("button.plain-primary").ClickAsync();
        await creator.ArriveAtAsync("/");
        return creator;
    }

    private static async Task GuardAsync(IPage page, List<string> faults)
    {
        await page.AddInitScriptAsync(Watch);
        page.Dialog += async (_, dialog) =>
        {
            faults.Add($"A dialog opened on {page.Url}: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    private static async Task<int> VisitAsync(IPage page, string path, List<string> faults)
    {
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        if (path is not ("/hangfire" or "/scalar/v1"))
        {
            await Eventually.TrueAsync(
                async () => await page.Locator("h1, h2").CountAsync() > 0, TimeSpan.FromMinutes(2), () => $"{path} has no heading.");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }

        var ran = await page.EvaluateAsync<int>("() => window.attacked ?? 0");

        // The reader of the API's description tries whether it may evaluate code, and does without.
        var refused = (await page.EvaluateAsync<string[]>("() => window.refusedByPolicy")).Where(r => path != "/scalar/v1" || !r.StartsWith("script-src eval ", StringComparison.Ordinal)).ToArray();
        var planted = await page.EvaluateAsync<int>("() => document.querySelectorAll('img[src=\"x\"], [onerror], [onload], a[href^=\"javascript:\"]').length");
        if (ran > 0 || refused.Length > 0 || planted > 0)
        {
            faults.Add($"{path}: {ran} scripts ran, {planted} were planted, refused by the policy: {string.Join("; ", refused)}");
        }

        return (await page.Locator("body").InnerTextAsync()).Contains("attack()", StringComparison.Ordinal) ? 1 : 0;
    }

    private async Task<int> BeGuestAsync(StudioProcess studio, string link, ScriptedStudio scripted, List<string> faults)
    {
        var guest = await chromium.OpenAsync(studio);
        await GuardAsync(guest, faults);
        var shown = await VisitAsync(guest, link, faults);
        await guest.Locator("#guest-name").FillAsync(scripted.Text());
        await guest.Locator("button.plain-primary").ClickAsync();
        await guest.Locator("#guest-words").FillAsync(scripted.Text());
        await guest.Locator(".guest-star").Nth(3).ClickAsync();
        await guest.Locator("h1").First.WaitForAsync();
        return shown + await VisitAsync(guest, $"{link}?at=1", faults) + await VisitAsync(guest, $"{link}?at=0", faults);
    }

    // A role taken away, then the account closed, while the page stays as it is.
    private static async Task LoseRightsAsync(IPage page, StudioApi api)
    {
        await page.GotoAsync("/boards");
        var make = page.GetByRole(AriaRole.Button, new() { Name = "New board" });
        await make.WaitForAsync();
        var carl = (string)(await api.GetAsync("/api/people"))["items"]!.AsArray().Single(p => (string?)p!["email"] == "carl@studio.test")!["id"]!;
        await ChangeAsync(api, carl, new { role = "Reviewer" });

        await make.ClickAsync();
        var (name, refusal) = (page.Locator(".mud-dialog input").First, page.GetByText("Your role does not include this."));
        await name.Or(refusal).First.WaitForAsync();
        if (await name.IsVisibleAsync())
        {
            await name.FillAsync("Taken all the same");
            await name.PressAsync("Enter");
        }

        await refusal.First.WaitForAsync();
        Assert.DoesNotContain("Taken all the same", (await api.GetAsync("/api/boards")).ToJsonString(), StringComparison.Ordinal);

        await page.GotoAsync("/gallery");
        await page.Locator(".art-link").First.WaitForAsync();
        await ChangeAsync(api, carl, new { disabled = true });
        await page.GetByRole(AriaRole.Link, new() { Name = "Boards", Exact = true }).First.ClickAsync();
        await page.ArriveAtAsync("/sign-in");
    }

    private static async Task ChangeAsync(StudioApi api, string person, object change)
    {
        using var answer = await api.Client.PatchAsync($"/api/people/{person}", JsonContent.Create(change));
        answer.EnsureSuccessStatusCode();
    }
}
