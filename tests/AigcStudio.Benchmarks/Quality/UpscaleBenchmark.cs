using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// <c>upscale ZIP [MINUTES] [SEED] [SETTINGS-JSON]</c>: trains ImageUpscale through the Engine's own loop on 128 px originals, every fifth held out, and
/// measures what it makes of the held-out ones shrunk to 32 px by the studio's decoder, beside bicubic enlargement (antialiased kernel, a = -1/2).
/// </summary>
internal static class UpscaleBenchmark
{
    private const int Threads = 2;
    private const int Chunk = 16;

    // Of the time that was measured step by step: reports and looks take a little as well, and the clock is not to cut the schedule short.
    private const double Share = 0.96;

    internal static int Run(string[] arguments)
    {
        var minutes = arguments.Length > 1 ? double.Parse(arguments[1], CultureInfo.InvariantCulture) : 10;
        var seed = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 1;
        var settings = arguments.Length > 3 ? (JsonObject)JsonNode.Parse(arguments[3])! : [];
        set_num_threads(Threads);
        var pictures = OriginalPictures.Read(arguments[0]);
        var heldOut = Enumerable.Range(0, pictures.Count).Where(pictures.IsHeldOut).ToList();
        Console.WriteLine($"{pictures.Count} originals, {heldOut.Count} held out (every fifth in the order of their names); {Threads} threads; load {Load()}");
        var spool = Directory.CreateTempSubdirectory("upscale-").FullName;
        try
        {
            var file = Train(pictures, minutes, settings, seed, spool);
            return Measure(file, pictures, heldOut);
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }
    }

    private static string Train(OriginalPictures pictures, double minutes, JsonObject settings, int seed, string spool)
    {
        var summary = new DatasetSummary(Modality.Image, pictures.Count, [], OriginalPictures.Side, OriginalPictures.Side, Colour: true);
        var plan = TrainPlanner.Plan(new PlanRequest("ImageUpscale", settings, summary, "cpu"), CancellationToken.None);
        var steps = (int)(minutes * 60 * Share / plan.SecondsPerStep);
        var commands = new TrainCommands();
        var request = new TrainRequest(
            Guid.CreateVersion7(), new Recipe("ImageUpscale", seed, steps, settings), "", spool, null, 1, 0, double.MaxValue, 30, "cpu");
        using var loop = new TrainLoop(request, pictures, new Printed(), TimeProvider.System);
        using var clock = new Timer(_ => commands.Ask(TrainCommand.Pause), null, TimeSpan.FromMinutes(minutes), Timeout.InfiniteTimeSpan);
        var watch = Stopwatch.StartNew();
        var outcome = loop.Run(commands);
        Console.WriteLine(
            $"{plan.Parameters:N0} numbers, batch {plan.ExamplesPerStep}, {plan.SecondsPerStep * 1000:F0} ms a step planned; {outcome.Step} of {steps} steps in "
            + $"{watch.Elapsed.TotalMinutes:F2} minutes, {outcome.Ending}; load {Load()}");
        return Directory.GetFiles(spool, "*.safetensors").Single();
    }

    private static int Measure(string file, OriginalPictures pictures, List<int> heldOut)
    {
        using var checkpoint = CheckpointFile.Read(file);
        using var sampler = ModelFamilies.Of("ImageUpscale").OpenSampler(checkpoint, CPU);
        var enlarger = (IEnlarger)sampler;
        var (made, plain) = (new Scores(), new Scores());
        foreach (var some in heldOut.Chunk(Chunk))
        {
            using var scope = NewDisposeScope();
            var originals = pictures.Originals(some);
            var small = pictures.Small(some);
            made.Add(originals, enlarger.Enlarge(small));
            plain.Add(originals, nn.functional.interpolate(
                small.to(float32), [OriginalPictures.Side, OriginalPictures.Side], mode: InterpolationMode.Bicubic, align_corners: false, antialias: true));
        }

        var gain = made.Psnr.Average() - plain.Psnr.Average();
        Console.WriteLine($"bicubic:      PSNR {plain.Psnr.Average():F2} dB, SSIM {plain.Ssim.Average():F4}");
        Console.WriteLine($"ImageUpscale: PSNR {made.Psnr.Average():F2} dB, SSIM {made.Ssim.Average():F4}");
        Console.WriteLine($"gain: {gain:F2} dB (wanted: 1.5), SSIM {made.Ssim.Average() - plain.Ssim.Average():+0.0000;-0.0000}; "
            + $"better in {made.Psnr.Zip(plain.Psnr).Count(p => p.First > p.Second)} of {heldOut.Count} pictures");
        return gain >= 1.5 && made.Ssim.Average() > plain.Ssim.Average() ? 0 : 1;
    }

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    private sealed class Scores
    {
        internal List<double> Psnr { get; } = [];

        internal List<double> Ssim { get; } = [];

        internal void Add(Tensor originals, Tensor made)
        {
            var bytes = made.round().clamp(0, 255).to(ScalarType.Byte);
            Psnr.AddRange(Generative.Evaluation.Psnr.Of(originals, bytes, 255));
            Ssim.AddRange(Generative.Evaluation.Ssim.Of(originals, bytes, 255));
        }
    }

    private sealed class Printed : IRunReporter
    {
        public void Report(RunEvent happened)
        {
            switch (happened.Payload)
            {
                case MetersReported meters:
                    Console.WriteLine($"step {meters.Step}, {meters.ExamplesPerSecond:F0} pieces/s");
                    break;
                case PointsReported points when points.Step % 200 == 0:
                    Console.WriteLine($"  {points.Step}: " + string.Join(", ", points.Values.Select(v => $"{v.Key} {v.Value:F2}")));
                    break;
            }
        }
    }
}
