using System.Globalization;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>Counts what a hand does on a page: clicks of the pointer, not what keys set off.</summary>
internal static class Clicks
{
    private const string Count = """
        if (!window.countsClicks) {
          window.countsClicks = true;
          addEventListener('click', e => { if (e.isTrusted && e.detail > 0) sessionStorage.clicks = 1 + Number(sessionStorage.clicks ?? 0); }, true);
        }
        """;

    /// <summary>From here on, over navigation and reloads.</summary>
    public static async Task CountFromHereAsync(this IPage page)
    {
        await page.AddInitScriptAsync(Count);
        await page.EvaluateAsync($"() => {{ sessionStorage.clicks = 0; {Count} }}");
    }

    public static async Task<int> ClicksAsync(this IPage page) =>
        int.Parse(await page.EvaluateAsync<string>("sessionStorage.clicks"), CultureInfo.InvariantCulture);
}
