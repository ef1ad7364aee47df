using Microsoft.Playwright;

namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>Pictures of what was seen: kept under TestResults, and taken over into src/docs where STUDIO_SCREENSHOTS names a folder.</summary>
internal static class Screenshots
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("STUDIO_SCREENSHOTS") ?? Path.Combine(Repository.Root, "tests/AigcStudio.EndToEnd.Tests/TestResults/screenshots");

    /// <summary>Whether they are wanted for the README, so that a run should end by itself before its works are shown.</summary>
    public static bool Wanted => Environment.GetEnvironmentVariable("STUDIO_SCREENSHOTS") is not null;

    public static string PathOf(string name) => Path.Combine(Folder, name + ".png");

    public static Task KeepAsync(this IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = PathOf(name), Animations = ScreenshotAnimations.Disabled });
}
