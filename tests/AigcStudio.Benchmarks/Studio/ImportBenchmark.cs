using System.Diagnostics;
using System.IO.Compression;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.Benchmarks.Studio;

/// <summary>
/// Pictures/s from the freeze of an uploaded zip to the frozen version (decode, hash, duplicates, split, report, blobs on
/// disk) against <c>vipsthumbnail</c> over the same files, already unpacked, which only decodes, shrinks and writes.
/// </summary>
internal static class ImportBenchmark
{
    private const int Rounds = 5;

    public static async Task RunAsync(string zip)
    {
        await using var studio = await StudioProcess.StartAsync();
        using var api = await StudioApi.ForAsync(studio, "Creator");
        var folder = Directory.CreateTempSubdirectory("aigc-import-").FullName;
        try
        {
            await ZipFile.ExtractToDirectoryAsync(zip, folder);
            var pictures = Directory.GetFiles(folder, "*.png", SearchOption.AllDirectories);
            var pairs = await Pairs.MeasureAsync(
                Rounds, () => ImportAsync(api, zip, pictures.Length), () => ThumbnailsAsync(pictures, folder));
            Console.WriteLine("| | studio | vipsthumbnail | ratio (paired range) |\n|---|---|---|---|");
            Console.WriteLine(pairs.Line($"import of {pictures.Length} PNGs", "pictures/s"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> ImportAsync(StudioApi api, string zip, int count)
    {
        var dataset = await api.DraftAsync("Import");
        await using (var stream = File.OpenRead(zip))
        {
            await api.UploadAsync(dataset, Path.GetFileName(zip), stream);
        }

        var started = Stopwatch.GetTimestamp();
        await api.FreezeAsync(dataset);
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> ThumbnailsAsync(IReadOnlyList<string> pictures, string folder)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("vipsthumbnail", ["--size", "128", "-o", Path.Combine(folder, "tn_%s.webp"), .. pictures]))!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? pictures.Count / Stopwatch.GetElapsedTime(started).TotalSeconds
            : throw new InvalidOperationException("vipsthumbnail failed.");
    }
}
