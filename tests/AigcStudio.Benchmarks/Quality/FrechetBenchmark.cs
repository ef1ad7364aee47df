using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AigcStudio.Benchmarks.Training;
using AigcStudio.Generative.Evaluation;
using static TorchSharp.torch;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// <c>frechet [DIMENSIONS] [ITEMS] [ROUNDS]</c>: our Frechet distance beside that by scipy's matrix root, A B A B, same threads and same features;
/// from the features in memory to the number. The default is that of FID: 2,048 numbers of 5,000 items.
/// </summary>
internal static class FrechetBenchmark
{
    internal static int Run(string[] arguments)
    {
        var (dimensions, items, rounds) = (At(0, 2048), At(1, 5000), At(2, 3));
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var (real, made) = (Features(dimensions, items, 1, 1), Features(dimensions, items, 2, 1.2));
        var folder = Directory.CreateTempSubdirectory("frechet-").FullName;
        try
        {
            using var peer = Twin.Start(get_num_threads(), "cpu", "frechet.py", "scipy.linalg");
            var (realPath, madePath) = (Write(real, folder, "real"), Write(made, folder, "made"));
            var request = new JsonObject { ["dimensions"] = dimensions, ["real"] = realPath, ["made"] = madePath };
            Console.WriteLine(peer is null ? "No Python here has scipy: ours alone." : $"peer: scipy {peer.Version}, {get_num_threads()} threads");
            Console.WriteLine("| ours | seconds | scipy | seconds | relative difference | times faster |\n|---|---|---|---|---|---|");
            var ratios = Enumerable.Range(0, rounds).Select(_ => Round(real, made, peer, request)).Order().ToList();
            Console.WriteLine($"times faster, median (range of pairs): {ratios[rounds / 2]:F2} ({ratios[0]:F2} to {ratios[^1]:F2})");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        int At(int place, int otherwise) => arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
    }

    private static double Round(Tensor real, Tensor made, Twin? peer, JsonObject request)
    {
        var watch = Stopwatch.StartNew();
        var ours = FrechetDistance.Between(real, made);
        var seconds = watch.Elapsed.TotalSeconds;
        var answer = peer?.Ask(request);
        var (theirs, theirSeconds) = ((double?)answer?["value"] ?? double.NaN, (double?)answer?["seconds"] ?? double.NaN);
        Console.WriteLine($"| {ours:R} | {seconds:F2} | {theirs:R} | {theirSeconds:F2} | {Math.Abs((ours / theirs) - 1):E1} | {theirSeconds / seconds:F2} |");
        return theirSeconds / seconds;
    }

    // As a network's are: numbers that depend on each other, few of them strongly, and none below zero.
    private static Tensor Features(int dimensions, int items, ulong seed, double spread)
    {
        using var scope = NewDisposeScope();
        using var mix = new Generator(0, CPU);
        using var random = new Generator(seed, CPU);
        var strengths = arange(1, dimensions + 1, ScalarType.Float64).pow(-0.5) * spread;
        var mixing = randn([dimensions, dimensions], ScalarType.Float64, generator: mix) / Math.Sqrt(dimensions);
        var causes = randn([items, dimensions], ScalarType.Float64, generator: random) * strengths;
        return causes.matmul(mixing).relu().MoveToOuterDisposeScope();
    }

    private static string Write(Tensor features, string folder, string name)
    {
        var path = Path.Combine(folder, name);
        using var file = File.Create(path);
        file.Write(features.bytes);
        return path;
    }
}
