using System.Globalization;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace AigcStudio.Tests.Runs.Pages;

/// <summary>A page as a browser would hold it: loose scripts, a clock that a test turns, a language.</summary>
public abstract class PageTest : BunitContext
{
    // Only how long a failure takes to show: two busy cores can keep a render waiting for more than bUnit's one second.
    static PageTest() => DefaultWaitTimeout = TimeSpan.FromSeconds(60);

    protected PageTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<Texts>();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddScoped<BrowserClock>();
        Read("en");
    }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2030, 5, 6, 12, 0, 0, TimeSpan.Zero));

    protected Texts Texts => Services.GetRequiredService<Texts>();

    protected static void Read(string culture) =>
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
}
