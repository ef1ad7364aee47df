using System.Diagnostics;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AigcStudio.Benchmarks.Studio;

/// <summary>
/// Upload MB/s of the studio (its row, its caps, its flush to disk) against plain Kestrel in a process of its own that streams
/// the body to a file and flushes it once.
/// </summary>
internal static class UploadBenchmark
{
    private const int Megabytes = 192;
    private const int Rounds = 5;

    public static async Task RunAsync()
    {
        await using var studio = await StudioProcess.StartAsync();
        using var api = await StudioApi.ForAsync(studio, "Creator");
        var dataset = await api.DraftAsync("Upload");
        var bytes = new byte[Megabytes << 20];
        new Random(1).NextBytes(bytes);

        var folder = Directory.CreateTempSubdirectory("aigc-plain-").FullName;
        using var plain = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["plain-kestrel", folder]) { RedirectStandardOutput = true })!;
        using var client = new HttpClient { BaseAddress = new Uri((await plain.StandardOutput.ReadLineAsync())!) };
        try
        {
            var pairs = await Pairs.MeasureAsync(
                Rounds,
                () => TimeAsync(() => api.UploadAsync(dataset, $"{Guid.CreateVersion7()}.zip", new MemoryStream(bytes))),
                () => TimeAsync(async () => (await client.PostAsync("/", new ByteArrayContent(bytes))).EnsureSuccessStatusCode()));
            Console.WriteLine("| | studio | plain Kestrel | ratio (paired range) |\n|---|---|---|---|");
            Console.WriteLine(pairs.Line($"upload of {Megabytes} MB", "MB/s"));
        }
        finally
        {
            plain.Kill();
            await plain.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The peer: prints its address, then takes what comes.</summary>
    public static async Task ServePlainAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        await using var app = builder.Build();
        app.MapPost("/", async (HttpContext context) =>
        {
            var path = Path.Combine(folder, "body");
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
            await context.Request.Body.CopyToAsync(file, context.RequestAborted);
            file.Flush(flushToDisk: true);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await app.WaitForShutdownAsync();
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Megabytes / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
