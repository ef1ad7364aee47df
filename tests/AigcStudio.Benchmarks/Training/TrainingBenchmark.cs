using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Benchmarks.Training;

/// <summary>
/// <c>training [ROUNDS] [SECONDS] [FAMILY] [DEVICE]</c>: each family's training and drawing beside its PyTorch twin, A B A B, same threads, wall time;
/// the twins are first shown to be twins: equal losses from copied weights.
/// </summary>
internal static class TrainingBenchmark
{
    private const int Made = 1000;

    private static Device _device = CPU;

    internal static int Run(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5;
        var seconds = arguments.Length > 1 ? double.Parse(arguments[1], CultureInfo.InvariantCulture) : 5;
        var only = arguments is [_, _, not "all", ..] ? arguments[2] : null;
        _device = DeviceMath.Use(arguments.Length > 3 ? arguments[3] : "cpu");
        using var twin = Twin.Start(get_num_threads(), $"{_device}");
        Console.WriteLine(twin is null ? "No Python here has PyTorch: ours alone." : $"peer: PyTorch {twin.Version}, {get_num_threads()} threads");
        var peak = MatmulPeak();
        Console.WriteLine($"matmul peak of this run: {peak / 1e9:F0} GFLOP/s");
        Console.WriteLine("| samples/s | ours, median | PyTorch, median | ratio, median (range of pairs) | of the matmul peak |\n|---|---|---|---|---|");
        foreach (var family in ModelFamilies.All.Where(f => only is null || f.Descriptor.Id == only))
        {
            var peer = twin is not null && twin.Knows(family.Descriptor.Id) ? twin : null;
            if (peer is not null)
            {
                ProveTwins(family, peer);
            }

            Compare(family, "train", rounds, seconds, peer, peak);
            Compare(family, "draw", rounds, seconds, peer, peak);
        }

        return 0;
    }

    private static void Compare(IModelFamily family, string what, int rounds, double seconds, Twin? twin, double peak)
    {
        List<double> ours = [], theirs = [];
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(what == "train" ? Train(family, seconds) : Draw(family, seconds));
            var request = new JsonObject { ["family"] = family.Descriptor.Id, ["what"] = what, ["seconds"] = seconds };
            theirs.Add(twin is null ? double.NaN : (double)twin.Ask(request)["perSecond"]!);
        }

        var ratios = ours.Zip(theirs, (o, t) => o / t).Order().ToList();
        var share = twin is not null && what == "train" ? $"{Median(ours) * TrainingFlops(family, twin) / peak:P0}" : "";
        Console.WriteLine(
            $"| {family.Descriptor.Id} {what} | {Median(ours):F0} | {Median(theirs):F0} | {Median(ratios):F2} ({ratios[0]:F2} to {ratios[^1]:F2}) | {share} |");
    }

    // A step is its forward passes, and as much again for the gradients of the inputs and once more for those of the weights; dense layers only.
    private static double TrainingFlops(IModelFamily family, Twin twin) =>
        3 * (double)twin.Ask(new JsonObject { ["family"] = family.Descriptor.Id, ["what"] = "flops" })["perExample"]!;

    private static double Train(IModelFamily family, double seconds)
    {
        using var scope = NewDisposeScope();
        using var learner = Learner(family, []);
        using var losses = new LossBook();
        var reader = new BatchReader(Examples(family), learner.BatchSize, 1, _device);
        var step = 0;
        return Rate(learner.BatchSize, seconds, () =>
        {
            using var inner = NewDisposeScope();
            losses.BeginStep(++step);
            learner.Learn(step, reader.Next(), losses);
            losses.Read();
        });
    }

    private static double Draw(IModelFamily family, double seconds)
    {
        using var scope = NewDisposeScope();
        using var learner = Learner(family, []);
        using var sampler = learner.OpenSampler();
        return Rate(64, seconds, () => sampler.Draw(new DrawOrder(64, 1, null, learner.SampleSettings), Stream.Null, CancellationToken.None));
    }

    private static double Rate(int size, double seconds, Action work)
    {
        for (var i = 0; i < 3; i++)
        {
            work();
        }

        var watch = Stopwatch.StartNew();
        var done = 0;
        for (; watch.Elapsed.TotalSeconds < seconds; done += size)
        {
            work();
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The first step's losses from the same weights, examples and noise; they may differ by roundings only.</summary>
    private static void ProveTwins(IModelFamily family, Twin twin)
    {
        using var scope = NewDisposeScope();
        var folder = Directory.CreateTempSubdirectory("twin-").FullName;
        var drops = family.Descriptor.Settings.Where(s => s.Name.EndsWith("dropout", StringComparison.OrdinalIgnoreCase));
        var settings = new JsonObject(drops.Select(s => KeyValuePair.Create(s.Name, (JsonNode?)0)));
        using var learner = Learner(family, settings);
        var batch = new BatchReader(Examples(family), learner.BatchSize, 1, _device).Next();
        var head = new CheckpointHead(new Recipe(family.Descriptor.Id, 1, 1, []), Examples(family).Form, LabelBook.None, 0, 0, 0, new Dictionary<string, LossSum>());
        var request = new JsonObject { ["family"] = family.Descriptor.Id };
        foreach (var name in new[] { "checkpoint", "examples", "noise" })
        {
            request[name] = Path.Combine(folder, name);
        }

        CheckpointFile.Write((string)request["checkpoint"]!, head, learner.State);
        File.WriteAllBytes((string)request["examples"]!, batch.Examples.cpu().bytes.ToArray());
        using var same = new Generator(0, CPU);
        same.set_state(learner.Random.get_state());
        var width = (int)SettingsCheck.Complete(family.Descriptor, [])["latent"]!;
        File.WriteAllBytes((string)request["noise"]!, randn([batch.Size, width], device: _device, generator: same.On(_device)).cpu().bytes.ToArray());
        using var losses = new LossBook();
        losses.BeginStep(1);
        learner.Learn(1, batch, losses);
        var ours = losses.TakeMeans();
        var difference = twin.Ask(request).AsObject().Max(l => Math.Abs(((double)l.Value! / ours[l.Key]) - 1));
        Directory.Delete(folder, recursive: true);
        if (!(difference < 1e-4))
        {
            throw new InvalidOperationException($"{family.Descriptor.Id} and its twin differ by {difference:E1}.");
        }

        Console.Error.WriteLine($"{family.Descriptor.Id}: losses of the twins differ by {difference:E1}");
    }

    private static ILearner Learner(IModelFamily family, JsonObject settings) => family.CreateLearner(
        new LearnerSetup(SettingsCheck.Complete(family.Descriptor, settings), Examples(family), LabelBook.None, 1, 1000, _device));

    // Small grey pictures, lines of text, a second of sound: what the family asks for where everything is left to it.
    private static MadeUpExamples Examples(IModelFamily family)
    {
        var dataset = new DatasetSummary(family.Descriptor.Modality, Made, [], 28, 28, false) { TypicalBytes = 128, TypicalReplyBytes = family.Descriptor.Pairs ? 128 : 0 };
        return new MadeUpExamples(family.FormFor(SettingsCheck.Complete(family.Descriptor, []), dataset), Made, []);
    }

    private static double MatmulPeak()
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var side = _device.type == TorchSharp.DeviceType.CUDA ? 8192 : 1024;
        var (a, b) = (rand([side, side], device: _device), rand([side, side], device: _device));
        return Rate(1, 2, () =>
        {
            using var product = a.matmul(b);
            using var corner = product[0, 0];
            corner.item<float>();
        }) * 2 * Math.Pow(side, 3);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
