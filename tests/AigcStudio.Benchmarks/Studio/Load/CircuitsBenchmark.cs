using System.Globalization;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <summary>
/// <c>circuits COUNT [CLICKS]</c>: so many pages of one real Chromium, each with a circuit of its own, half on a run that trains and half on the
/// gallery. Memory of the server for a circuit, and what a click costs: from the change of the log's level to the redrawn log, through the
/// server and back, while all stand open. The browser shares the machine: its own work is in the click.
/// </summary>
internal static class CircuitsBenchmark
{
    private const string Click =
        """
        async () => {
          const picker = document.querySelector('.log-head select'), panel = picker.closest('section');
          const next = picker.value === 'Plain' ? 'Warning' : 'Plain';
          const began = performance.now();
          const redrawn = new Promise((done, late) => {
            new MutationObserver((_, o) => { o.disconnect(); done(); })
              .observe(panel.querySelector('.log-download'), { attributes: true, attributeFilter: ['href'] });
            setTimeout(() => late(new Error('The log was not redrawn within a minute.')), 60000);
          });
          picker.value = next;
          picker.dispatchEvent(new Event('change', { bubbles: true }));
          await redrawn;
          return performance.now() - began;
        }
        """;

    public static async Task<CircuitsSeen> RunAsync(int count, int clicks)
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "false" });
        using var api = await StudioApi.ForAsync(studio, "Admin");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            ChromiumSandbox = false,
            Args = ["--disable-gpu", "--no-first-run", "--renderer-process-limit=8", "--disable-background-networking", "--disable-component-update"],
        });
        var context = await browser.NewContextAsync(new() { BaseURL = studio.Address.ToString(), ViewportSize = new() { Width = 1024, Height = 768 } });
        context.SetDefaultTimeout(120_000);
        var first = await context.NewPageAsync();
        await Eventually.TrueAsync(() => Task.FromResult(studio.SignInLink is not null), TimeSpan.FromMinutes(1), () => studio.Console);
        await first.AcceptAsync(studio.SignInLink!, "Ada");
        var run = await EndlessRun.BeginAsync(api);

        var before = await ServerMemory.ReadAsync(api);
        var watching = new List<IPage>();
        for (var i = 0; i < count; i++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(i % 2 == 0 ? $"/runs/{run}" : "/gallery");
            await page.WaitForSelectorAsync(i % 2 == 0 ? ".log-head select" : "h1");
            if (i % 2 == 0)
            {
                watching.Add(page);
            }
        }

        var times = new List<double>();
        for (var i = 0; i < clicks; i++)
        {
            times.Add(await watching[i % watching.Count].EvaluateAsync<double>(Click));
        }

        var seen = new CircuitsSeen(count, times, before, await ServerMemory.ReadAsync(api));
        Print(seen);
        return seen;
    }

    private static void Print(CircuitsSeen seen)
    {
        var clicks = seen.Clicks.Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{seen.Count} circuits, load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}\n"
            + $"| server memory for a circuit | working set {(seen.With.WorkingSet - seen.Before.WorkingSet) / seen.Count:0.0} MB, heap {(seen.With.Heap - seen.Before.Heap) / seen.Count:0.0} MB |\n"
            + $"| a click, browser included | p50 {clicks[clicks.Count / 2]:0} ms, p99 {clicks[Math.Min(clicks.Count - 1, (int)(0.99 * clicks.Count))]:0} ms, of {clicks.Count} |"));
    }
}
