using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>How a person gets into the studio.</summary>
internal static class SigningIn
{
    public const string Password = "long-enough-to-keep-out";

    /// <summary>Opens a one-time link and sets up the account behind it; ends on the home page, signed in.</summary>
    public static async Task AcceptAsync(this IPage page, Uri link, string name)
    {
        await page.GotoAsync(link.ToString());
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#email").FillAsync($"{name.ToLowerInvariant()}@studio.test");
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("button.plain-primary").ClickAsync();
        await page.ArriveAtAsync("/");
    }

    /// <summary>Waits until Blazor's circuit is alive, so that a click is not lost.</summary>
    public static Task ReadyAsync(this IPage page) => page.Locator("main").First.WaitForAsync();
}
