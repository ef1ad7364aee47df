using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Families.AudioVae;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using TorchSharp;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// <c>audio DIGITS-ZIP [MINUTES] [SETTINGS-JSON] [SEED]</c>: trains AudioVae on spoken digits through the Engine's own loop, draws each digit
/// and has them recognised by a classifier that was trained on other takes; and measures what the model makes of takes that neither heard.
/// </summary>
internal static class AudioBenchmark
{
    // Takes of each digit and speaker: the judge's, the generator's, and those that nobody learns from.
    private const int JudgesLast = 14;
    private const int GeneratorsLast = 44;
    private const int DrawnPerDigit = 16;

    // The clock ends a run before it; 100 steps lie between two points.
    private const int LongestRun = 100_000;

    internal static int Run(string[] arguments)
    {
        var minutes = arguments.Length > 1 ? double.Parse(arguments[1], CultureInfo.InvariantCulture) : 4;
        var settings = arguments.Length > 2 ? (JsonObject)JsonNode.Parse(arguments[2])! : [];
        var seed = arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : 1;
        var all = SpokenDigits.ReadAll(arguments[0]);
        var form = new AudioForm(AudioVaeForm.RateHz, AudioVaeForm.RateHz);
        var heldOut = SpokenDigits.Of(all, form, GeneratorsLast + 1, int.MaxValue);
        using var judge = SpeechJudge.Train(SpokenDigits.Of(all, form, 0, JudgesLast), seed);
        Console.WriteLine($"judge: {judge.Accuracy(heldOut):P1} of {heldOut.Count} digits that nobody learned from");

        var spool = Directory.CreateTempSubdirectory("audio-").FullName;
        try
        {
            var file = Train(SpokenDigits.Of(all, form, JudgesLast + 1, GeneratorsLast), minutes, settings, seed, spool);
            if (((string?)settings["mode"] ?? AudioVaeSettings.Frames) == AudioVaeSettings.Frames)
            {
                SpectralDistance.Report(file, heldOut);
            }

            return Recognise(judge, file, seed) >= 0.6 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }
    }

    private static string Train(SpokenDigits digits, double minutes, JsonObject settings, int seed, string spool)
    {
        var commands = new TrainCommands();
        var request = new TrainRequest(
            Guid.CreateVersion7(), new Recipe("AudioVae", seed, LongestRun, settings), "", spool, null, 1, 0, double.MaxValue, 20, "cpu");
        using var loop = new TrainLoop(request, digits, new Printed(), TimeProvider.System);
        using var clock = new Timer(_ => commands.Ask(TrainCommand.Pause), null, TimeSpan.FromMinutes(minutes), Timeout.InfiniteTimeSpan);
        var watch = Stopwatch.StartNew();
        var outcome = loop.Run(commands);
        Console.WriteLine($"AudioVae on {digits.Count} digits: {outcome.Step} steps in {watch.Elapsed.TotalMinutes:F2} minutes, {outcome.Ending}");
        return Directory.GetFiles(spool, "*.safetensors").Single();
    }

    private static double Recognise(SpeechJudge judge, string file, int seed)
    {
        using var checkpoint = CheckpointFile.Read(file);
        using var sampler = ModelFamilies.Of("AudioVae").OpenSampler(checkpoint, torch.CPU);
        var watch = Stopwatch.StartNew();
        var (right, clipped, samples) = (new List<double>(), 0L, 0L);
        for (var digit = 0; digit < 10; digit++)
        {
            using var bytes = new MemoryStream();
            sampler.Draw(new DrawOrder(DrawnPerDigit, seed, $"{digit}", []), bytes, CancellationToken.None);
            right.Add(judge.Judge(bytes.ToArray()).Average(a => a == digit ? 1.0 : 0));
            clipped += System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes.ToArray()).ToArray().Count(s => Math.Abs((int)s) >= short.MaxValue);
            samples += bytes.Length / 2;
        }

        Console.WriteLine($"drawn {10 * DrawnPerDigit} in {watch.Elapsed.TotalSeconds:F1} s, {10 * DrawnPerDigit / watch.Elapsed.TotalSeconds:F1} times real time; {(double)clipped / samples:P3} of the samples at full scale");
        Console.WriteLine($"recognised: {right.Average():P1} (wanted: 60 %)");
        Console.WriteLine("by digit: " + string.Join(" ", right.Select((r, i) => $"{i}: {r:P0}")));
        return right.Average();
    }

    private sealed class Printed : IRunReporter
    {
        public void Report(RunEvent happened)
        {
            switch (happened.Payload)
            {
                case MetersReported meters:
                    Console.WriteLine($"step {meters.Step}, {meters.ExamplesPerSecond:F0} sounds/s");
                    break;
                case PointsReported points when points.Step % 200 == 0:
                    Console.WriteLine($"  {points.Step}: " + string.Join(", ", points.Values.Select(v => $"{v.Key} {v.Value:F2}")));
                    break;
            }
        }
    }
}
