using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>What axe finds on a page as it stands.</summary>
internal static class Accessibility
{
    private const string Moving = "document.getAnimations().filter(a => a.effect.getTiming().iterations !== Infinity)";
    private const int MostLooks = 3;

    /// <summary>
    /// One line for each fault. Contrast is judged too; animations are waited for, because a half-faded word has no contrast, and a page on which
    /// one began while axe read it is read again.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page)
    {
        await page.EvaluateAsync(
            "() => { window.begun ??= (document.addEventListener('transitionrun', () => window.begun++, true), document.addEventListener('animationstart', () => window.begun++, true), 0); }");
        for (var look = 1; ; look++)
        {
            await page.EvaluateAsync($"Promise.all({Moving}.map(a => a.finished.catch(() => {{}})))");
            var begun = await page.EvaluateAsync<int>("window.begun");
            var found = await page.RunAxe();
            if (found.Violations.Length == 0 || look == MostLooks || await page.EvaluateAsync<int>("window.begun") == begun)
            {
                return [.. found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id} ({v.Impact}) {n.Html}"))];
            }
        }
    }
}
