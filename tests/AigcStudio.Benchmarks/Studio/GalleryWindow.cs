using System.Globalization;
using AigcStudio.Data;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AigcStudio.Benchmarks.Studio;

/// <summary>
/// What a person waits for in a full gallery, in Chromium: from the address to the first pictures, and from a jump of the
/// scroll bar to the pictures there. Then what an open gallery costs the server: its working set and its managed heap after
/// the last collection, before and after some windows stand open, each with a circuit of its own.
/// </summary>
internal static class GalleryWindow
{
    private const int Rounds = 7;

    private static readonly string[] Addresses = ["/gallery", $"/gallery?boardId={{0}}", "/gallery?boardId=none", "/gallery?modality=image", "/gallery"];

    public static async Task RunAsync(int count, int windows)
    {
        await using var studio = await StudioProcess.StartAsync();
        await Eventually.TrueAsync(() => Task.FromResult(studio.SignInLink is not null), TimeSpan.FromSeconds(30), () => studio.Console);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            ChromiumSandbox = false,
            Args = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
        });
        var context = await browser.NewContextAsync(new() { BaseURL = studio.Address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.AcceptAsync(studio.SignInLink!, "Ada");
        var board = await FillAsync(studio.DataRoot, count);
        Console.WriteLine($"{count} artifacts; median and range of {Rounds} in ms, the first look (which makes small pictures) left out");
        foreach (var address in Addresses.Select(a => string.Format(CultureInfo.InvariantCulture, a, board)))
        {
            await WaitAsync(page, address);
        }

        await WeighAsync(studio, context, windows);
    }

    private static async Task<Guid> FillAsync(string dataRoot, int count)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddOptions();
        collection.AddData(dataRoot, null);
        await using var services = collection.BuildServiceProvider();
        return await GalleryBenchmark.FillAsync(services, count);
    }

    private static async Task WaitAsync(IPage page, string address)
    {
        var (paints, jumps) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            await page.GotoAsync(address);
            await page.WaitForFunctionAsync(Seen);
            var paint = await page.EvaluateAsync<double>("() => performance.now()");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var jump = await page.EvaluateAsync<double>(
                $$"""
                async share => {
                  const start = performance.now();
                  scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight));
                  await new Promise(done => {
                    const look = () => ({{Seen}})() ? done() : requestAnimationFrame(look);
                    setTimeout(look, 20);
                  });
                  return performance.now() - start;
                }
                """,
                (round + 1) / (Rounds + 2.0));
            if (round > 0)
            {
                paints.Add(paint);
                jumps.Add(jump);
            }
        }

        Print($"{address.Split('=')[0]}{(address.EndsWith("none", StringComparison.Ordinal) ? "=none" : "")}: first tiles", paints);
        Print("  a jump", jumps);
    }

    // A tile stands in the window, and every picture that does has come.
    private const string Seen =
        """
        () => {
          const near = [...document.querySelectorAll('.art-tile')].filter(t => { const b = t.getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight; });
          return near.length > 5 && near.every(t => [...t.querySelectorAll('img')].every(i => i.complete && i.naturalWidth > 0));
        }
        """;

    private static void Print(string name, List<double> times)
    {
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {times[times.Count / 2],7:0} ({times[0]:0} to {times[^1]:0})"));
    }

    private static async Task WeighAsync(StudioProcess studio, IBrowserContext context, int windows)
    {
        using var api = await StudioApi.ForAsync(studio, "Admin");
        var before = await MemoryAsync(api);
        for (var i = 0; i < windows; i++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync("/gallery");
            await page.WaitForFunctionAsync(Seen);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }

        var after = await MemoryAsync(api);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{windows} galleries open: working set {before.WorkingSet:0} to {after.WorkingSet:0} MB ({(after.WorkingSet - before.WorkingSet) / windows:0.0} each), heap after its last collection {before.Heap:0} to {after.Heap:0} MB ({(after.Heap - before.Heap) / windows:0.0} each)"));
    }

    private static async Task<(double WorkingSet, double Heap)> MemoryAsync(StudioApi api)
    {
        var lines = (await api.Client.GetStringAsync("/metrics")).Split('\n');
        return (Sum("dotnet_process_memory_working_set"), Sum("dotnet_gc_last_collection_heap_size"));

        double Sum(string name) => lines.Where(l => l.StartsWith(name, StringComparison.Ordinal))
            .Sum(l => double.Parse(l[(l.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture)) / 1_000_000;
    }
}
