using System.Globalization;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// <c>bound MNIST-FOLDER [MINUTES] [SEED]</c>: trains ImageVae on 9,000 digits and prints the bound of the 1,000 it never saw, in nats per
/// picture: grey levels as probabilities in a binary cross-entropy, summed over pixels, and the divergence, with one sample of noise.
/// </summary>
internal static class BoundBenchmark
{
    private const int HeldOut = 1000;

    internal static int Run(string[] arguments)
    {
        var minutes = arguments.Length > 1 ? double.Parse(arguments[1], CultureInfo.InvariantCulture) : 5;
        var seed = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 1;
        var digits = Digits.Read(arguments[0], 0, 10_000, HeldOut);
        var family = ModelFamilies.Of("ImageVae");
        var spool = Directory.CreateTempSubdirectory("bound-").FullName;
        try
        {
            var (file, steps) = TimedTraining.Run(family, digits, minutes, seed, spool);
            Console.WriteLine($"| ImageVae, {minutes} minutes, {steps} steps | held-out bound, nats |\n|---|---|");
            Console.WriteLine($"| {HeldOut} digits, grey | {Bound(family, file, digits):F1} (eager PyTorch: -112.1) |");
            return 0;
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }
    }

    private static double Bound(IModelFamily family, string file, Digits digits)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        using var checkpoint = CheckpointFile.Read(file);
        var head = checkpoint.Head;
        var setup = new LearnerSetup(SettingsCheck.Complete(family.Descriptor, head.Settings), digits, head.Labels, 1, 1, CPU);
        using var learner = family.CreateLearner(setup);
        checkpoint.CopyTo(learner.State);
        using var losses = new LossBook();
        losses.BeginStep(1);
        learner.Probe(1, BatchReader.OfHeldOut(digits, HeldOut, 1, CPU).Next(), losses);
        return losses.TakeMeans()["bound.heldOut"];
    }
}
