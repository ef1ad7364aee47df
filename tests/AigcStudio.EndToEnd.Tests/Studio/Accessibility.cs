using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>What axe finds on a page as it stands.</summary>
internal static class Accessibility
{
    /// <summary>One line for each fault. Contrast is judged too; animations are waited for, because a half-faded word has no contrast.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page)
    {
        await page.EvaluateAsync("Promise.all(document.getAnimations().filter(a => a.effect.getTiming().iterations !== Infinity).map(a => a.finished.catch(() => {})))");
        var found = await page.RunAxe();
        return [.. found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id} ({v.Impact}) {n.Html}"))];
    }
}
