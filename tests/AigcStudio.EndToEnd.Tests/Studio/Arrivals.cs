using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>
/// Waits for a page to come, and says what stood there instead where it does not. The address is looked at again and again: an arrival between
/// a look and the wait for the next one is not missed.
/// </summary>
internal static class Arrivals
{
    private const float LongestMilliseconds = 120_000;

    /// <param name="path">The whole path, without what is asked and without a fragment.</param>
    public static Task ArriveAtAsync(this IPage page, string path) => page.ArriveAsync(new Regex($"^[a-z]+://[^/]+{Regex.Escape(path)}([?#]|$)"));

    /// <param name="part">Stands somewhere in the address.</param>
    /// <exception cref="TimeoutException">It did not come: what the page showed, where the focus was, and the studio's last lines.</exception>
    public static Task ArriveAsync(this IPage page, string part, StudioProcess? studio = null) => page.ArriveAsync(new Regex(Regex.Escape(part)), studio);

    /// <inheritdoc cref="ArriveAsync(IPage, string, StudioProcess?)"/>
    public static async Task ArriveAsync(this IPage page, Regex address, StudioProcess? studio = null)
    {
        try
        {
            await Expect(page).ToHaveURLAsync(address, new() { Timeout = LongestMilliseconds });
        }
        catch (PlaywrightException late)
        {
            await page.KeepAsync("not-arrived");
            var state = await page.EvaluateAsync<string>(
                """
                () => `loaded ${Math.round(performance.now() / 1000)} s ago, banner "${document.getElementById('components-reconnect-modal')?.className}", `
                    + `dialogs ${document.querySelectorAll('.mud-dialog').length}, focus on ${document.activeElement?.outerHTML.slice(0, 200)}`
                """);
            var shown = await page.Locator("main").InnerTextAsync();
            var said = string.Join('\n', studio?.Console.Split('\n').TakeLast(30) ?? []);
            throw new TimeoutException($"{address} did not come; at {page.Url}, {state}; main says {shown.ReplaceLineEndings(" | ")}\n{said}", late);
        }
    }
}
