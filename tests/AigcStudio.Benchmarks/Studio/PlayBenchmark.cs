using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Playwright;

namespace AigcStudio.Benchmarks.Studio;

/// <summary>
/// <c>play [SECONDS]</c>: frames a second on the page Play of the demo's models, through a real Chromium, while a slider is moved sixty times a
/// second; so often as the page showed a frame, from the first to the last. Beside it what a frame costs the whole studio in processor time, which other
/// work on the machine hardly changes, and what of its wall time is the model's alone, and how long
/// a sheet takes over HTTP as compressed pictures and as plain pixels.
/// </summary>
internal static class PlayBenchmark
{
    private const int Rounds = 3;
    private const int Sheets = 15;

    private const string Plain =
        """
        async ({ road, ask }) => {
          const begun = performance.now();
          await (await fetch(road, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(ask) })).arrayBuffer();
          return performance.now() - begun;
        }
        """;

    // Moves as fast as a screen is redrawn; counts the frames that the page has shown.
    private const string Drag =
        """
        async milliseconds => {
          const slider = document.querySelector('[data-slider="0"]'), page = document.querySelector('.play');
          const begun = performance.now(), before = Number(page.dataset.frames);
          while (performance.now() - begun < milliseconds) {
            slider.value = 3 * Math.sin((performance.now() - begun) / 500);
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            await new Promise(r => setTimeout(r, 16));
          }
          return [Number(page.dataset.frames) - before, (performance.now() - begun) / 1000];
        }
        """;

    public static async Task RunAsync(int seconds)
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "true" });
        using var api = await StudioApi.ForAsync(studio, "Creator");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", ChromiumSandbox = false, Args = ["--disable-gpu"] });
        var page = await (await browser.NewContextAsync(new() { BaseURL = studio.Address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } })).NewPageAsync();
        page.SetDefaultTimeout(300_000);
        await page.AcceptAsync(studio.SignInLink!, "Ada");
        Console.WriteLine("| model | tiles | frames/s (range of 3) | studio, CPU ms a frame | model alone, ms a frame | HTTP, compressed, ms | HTTP, pixels, ms |\n|---|---|---|---|---|---|---|");
        foreach (var model in (await ModelsAsync(api)).Where(m => (string)m["familyId"]! != "ReplyTexts"))
        {
            await page.GotoAsync($"/models/{model["id"]}/play");
            await page.WaitForFunctionAsync("() => Number(document.querySelector('.play')?.dataset.frames ?? 0) >= 1");
            var tiles = await page.Locator(".play-tile").CountAsync();
            var rates = new List<double>();
            var frames = 0.0;
            using var watch = new ProcessTree(studio.Id);
            for (var round = 0; round < Rounds; round++)
            {
                var shown = await page.EvaluateAsync<double[]>(Drag, seconds * 1000);
                rates.Add(shown[0] / shown[1]);
                frames += shown[0];
            }

            rates.Sort();
            var cost = watch.ProcessorSeconds() * 1000 / Math.Max(1, frames);
            var road = $"/api/models/{model["id"]}/play";
            var (packed, alone) = (new List<double>(), new List<double>());
            var plain = new List<double>();
            for (var i = 0; i < Sheets; i++)
            {
                var began = Stopwatch.GetTimestamp();
                alone.Add((double)(await api.PostAsync(road, new { count = tiles, seed = i }))["seconds"]! * 1000);
                packed.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                plain.Add(await page.EvaluateAsync<double>(Plain, new { road, ask = new { count = tiles, seed = i, pixels = true } }));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {model["familyId"]} | {tiles} | {rates[Rounds / 2]:0.0} ({rates[0]:0.0} to {rates[^1]:0.0}) | {cost:0} | {Median(alone):0} | {Median(packed):0} | {Median(plain):0} |"));
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<IReadOnlyList<JsonNode>> ModelsAsync(StudioApi api)
    {
        List<JsonNode> models = [];
        await Eventually.TrueAsync(
            async () => (models = [.. (await api.GetAsync("/api/models"))["items"]!.AsArray().Select(m => m!)]).Count == 4,
            TimeSpan.FromMinutes(5), () => $"{models.Count} of 4 models.");
        return models;
    }
}
