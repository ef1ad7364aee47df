using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>A person without a pointer.</summary>
internal static class Keyboard
{
    private const int MostTabs = 120;

    /// <summary>Tabs until what a selector names has the focus.</summary>
    /// <exception cref="TimeoutException">It is not reached by the keyboard.</exception>
    public static async Task TabToAsync(this IPage page, string selector)
    {
        await page.Locator(selector).First.WaitForAsync();
        for (var i = 0; i < MostTabs; i++)
        {
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new TimeoutException($"{selector} is not reached by Tab.");
    }
}
