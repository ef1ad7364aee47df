using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>Waits for a page to come, and says what stood there instead where it does not.</summary>
internal static class Arrivals
{
    private const float LongestMilliseconds = 120_000;

    /// <exception cref="TimeoutException">It did not come: what the page showed, where the focus was, and the studio's last lines.</exception>
    public static async Task ArriveAsync(this IPage page, string part, StudioProcess studio)
    {
        try
        {
            await page.WaitForURLAsync(address => address.Contains(part, StringComparison.Ordinal), new() { Timeout = LongestMilliseconds });
        }
        catch (TimeoutException late)
        {
            await page.KeepAsync("not-arrived");
            var focus = await page.EvaluateAsync<string>("() => document.activeElement?.outerHTML.slice(0, 300) ?? ''");
            var shown = await page.Locator("main").InnerTextAsync();
            var said = string.Join('\n', studio.Console.Split('\n').TakeLast(30));
            throw new TimeoutException($"{part} did not come; at {page.Url} with focus on {focus}\n{shown}\n{said}", late);
        }
    }
}
