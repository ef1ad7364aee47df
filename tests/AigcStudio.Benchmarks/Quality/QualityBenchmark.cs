using System.Diagnostics;
using System.Globalization;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
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
            var (file, steps) = Train(family, forGenerator, minutes, seed, spool);
            Console.WriteLine($"{family.Descriptor.Id}: {steps} steps in {watch.Elapsed.TotalMinutes:F2} minutes");
            Report(judge, Draw(family, file, seed));
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }

        return accuracy >= 0.97 ? 0 : 1;
    }

    // A run is as long as its steps; here the clock ends it, as a person who presses Pause would.
    private static (string File, int Steps) Train(IModelFamily family, Digits digits, double minutes, int seed, string spool)
    {
        var preset = family.Descriptor.Presets.Single(p => p.Id == "good").Settings;
        var commands = new TrainCommands();
        var recipe = new Recipe(family.Descriptor.Id, seed, int.MaxValue / 1024, preset);
        var request = new TrainRequest(Guid.CreateVersion7(), recipe, "", spool, null, 1, 0, double.MaxValue, 20, "cpu");
        var reporter = new Printed();
        using var loop = new TrainLoop(request, digits, reporter, TimeProvider.System);
        using var clock = new Timer(_ => commands.Ask(TrainCommand.Pause), null, TimeSpan.FromMinutes(minutes), Timeout.InfiniteTimeSpan);
        var outcome = loop.Run(commands);
        return outcome.Ending == TrainEnding.Paused
            ? (Directory.GetFiles(spool, "*.safetensors").Single(), outcome.Step)
            : throw new InvalidOperationException($"The run ended otherwise: {outcome.Ending} at step {outcome.Step}.");
    }

    private static byte[] Draw(IModelFamily family, string file, int seed)
    {
        using var checkpoint = CheckpointFile.Read(file);
        using var sampler = family.OpenSampler(checkpoint, torch.CPU);
        using var bytes = new MemoryStream();
        sampler.Draw(new DrawOrder(Drawn, seed, null, []), bytes, CancellationToken.None);
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

    private sealed class Printed : IRunReporter
    {
        public void Report(RunEvent happened)
        {
            if (happened.Payload is MetersReported meters)
            {
                Console.WriteLine($"step {meters.Step}, {meters.ExamplesPerSecond:F0} pictures/s");
            }
        }
    }
}
