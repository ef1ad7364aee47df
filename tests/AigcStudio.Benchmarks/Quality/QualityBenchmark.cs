using System.Diagnostics;
using System.Globalization;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using TorchSharp;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// <c>quality MNIST-FOLDER [FAMILY] [MINUTES] [SEED]</c>: trains a family with its "good" preset on half of the digits through the Engine's own
/// loop, draws 2,000 and has them judged by a classifier that was trained on the other half.
/// </summary>
internal static class QualityBenchmark
{
    private const int Half = 5000;
    private const int Drawn = 2000;
    private const int PerLabel = 200;
    private const double Sure = 0.9;

    internal static int Run(string[] arguments)
    {
        var family = ModelFamilies.Of(arguments.Length > 1 ? arguments[1] : "ImageGan");
        var minutes = arguments.Length > 2 ? double.Parse(arguments[2], CultureInfo.InvariantCulture) : 10;
        var seed = arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : 1;
        var forJudge = Digits.Read(arguments[0], 0, Half);
        var forGenerator = Digits.Read(arguments[0], Half, Half);
        using var judge = DigitJudge.Train(forJudge, seed);
        var accuracy = judge.Accuracy(forGenerator);
        Console.WriteLine($"judge: {accuracy:P2} of the {Half} digits it never saw (wanted: at least 97 %)");

        var spool = Directory.CreateTempSubdirectory("quality-").FullName;
        try
        {
            var watch = Stopwatch.StartNew();
            var (file, steps) = TimedTraining.Run(family, forGenerator, minutes, seed, spool);
            Console.WriteLine($"{family.Descriptor.Id}: {steps} steps in {watch.Elapsed.TotalMinutes:F2} minutes");
            Report(judge, Draw(family, file, new DrawOrder(Drawn, seed, null, [])));
            if (family.Descriptor.Labelled)
            {
                var asked = forGenerator.Labels.Select(l => Draw(family, file, new DrawOrder(PerLabel, seed, l, []))).ToList();
                LabelledDigits.Report(judge, forGenerator, asked);
            }
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }

        return accuracy >= 0.97 ? 0 : 1;
    }

    private static byte[] Draw(IModelFamily family, string file, DrawOrder order)
    {
        using var checkpoint = CheckpointFile.Read(file);
        using var sampler = family.OpenSampler(checkpoint, torch.CPU);
        using var bytes = new MemoryStream();
        sampler.Draw(order, bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    private static void Report(DigitJudge judge, byte[] pictures)
    {
        var rows = judge.Judge(pictures);
        var sure = rows.Count(r => r.Max() > Sure) / (double)rows.Length;
        var shares = Enumerable.Range(0, 10).Select(c => rows.Count(r => Array.IndexOf(r, r.Max()) == c) / (double)rows.Length).ToList();
        var entropy = -shares.Where(s => s > 0).Sum(s => s * Math.Log(s));
        Console.WriteLine($"| drawn | sure (p > {Sure}) | effective classes |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine($"| {rows.Length} | {sure:P1} (wanted: 60 %) | {Math.Exp(entropy):F2} (wanted: 8) |");
        Console.WriteLine("by digit: " + string.Join(" ", shares.Select((s, i) => $"{i}: {s:P1}")));
    }
}
