using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>Pictures of what was seen: kept under TestResults, and taken over into src/docs where STUDIO_SCREENSHOTS names a folder.</summary>
internal static class Screenshots
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("STUDIO_SCREENSHOTS") ?? Path.Combine(Repository.Root, "tests/AigcStudio.EndToEnd.Tests/TestResults/screenshots");

    public static Task KeepAsync(this IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
}
