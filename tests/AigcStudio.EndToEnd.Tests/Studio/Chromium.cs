using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>Debian's Chromium, driven by Playwright: one browser, a fresh context for each person.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            ChromiumSandbox = false,
            Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A person's own window: cookies, language and size of their own.</summary>
    public async Task<IPage> OpenAsync(StudioProcess studio, int width = 1440, int height = 900, string language = "en", bool dark = false)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = studio.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    /// <summary>A page of the first administrator, who comes in by the link that the studio printed.</summary>
    public async Task<IPage> EnterAsync(StudioProcess studio)
    {
        await Eventually.TrueAsync(() => Task.FromResult(studio.SignInLink is not null), TimeSpan.FromSeconds(30), () => studio.Console);
        var page = await OpenAsync(studio);
        await page.AcceptAsync(studio.SignInLink!, "Ada");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
