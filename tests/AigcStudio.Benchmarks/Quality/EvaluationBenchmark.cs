using System.Globalization;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Evaluation.Reports;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// <c>evaluate MNIST-FOLDER [FAMILY] [COUNT] [MINUTES ...]</c>: trains a family on 9,000 digits for so many minutes each, and measures what came of
/// it: figures must fall as trainings grow, and noise must be worse than any.
/// </summary>
internal static class EvaluationBenchmark
{
    private const int Items = 10_000;
    private const int HeldOut = 1000;
    private const int Seed = 1;

    internal static int Run(string[] arguments)
    {
        var family = ModelFamilies.Of(arguments.Length > 1 ? arguments[1] : "ImageVae");
        var count = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 5000;
        var minutes = arguments.Length > 3 ? arguments.Skip(3).Select(m => double.Parse(m, CultureInfo.InvariantCulture)).ToList() : [0.1, 1];
        var digits = Digits.Read(arguments[0], 0, Items, HeldOut);
        var spool = Directory.CreateTempSubdirectory("evaluate-").FullName;
        try
        {
            var reports = minutes.ConvertAll(m => Measure(family, digits, count, m, spool));
            Print(minutes, reports);
            return 0;
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }
    }

    private static EvaluationReport Measure(IModelFamily family, Digits digits, int count, double minutes, string spool)
    {
        var own = Directory.CreateDirectory(Path.Combine(spool, $"{minutes}")).FullName;
        var (file, steps) = TimedTraining.Run(family, digits, minutes, Seed, own);
        Console.Error.WriteLine($"{family.Descriptor.Id}: {steps} steps");
        var request = new EvaluateRequest(Guid.CreateVersion7(), file, "", Path.Combine(spool, "ruler"), Path.Combine(own, "pairs"), count, Seed, "cpu");
        return new Evaluator(request, new Silent(), TimeProvider.System).Measure(digits, CancellationToken.None);
    }

    private static void Print(List<double> minutes, List<EvaluationReport> reports)
    {
        var ruler = reports[0].Ruler!;
        Console.WriteLine($"ruler {ruler.Hash[..12]}, {ruler.Task}: {ruler.Accuracy:P1} (chance {ruler.Chance:P1})");
        Console.WriteLine(string.Join(", ", ruler.Trials.Select(t => $"{t.Harm} {t.Distance:G3} ({t.Unharmed:G3})")));
        Console.WriteLine($"N = {reports[0].Items}; seconds: {string.Join(", ", reports.Select(r => $"{r.Seconds:F1}"))} (the first made the ruler)");
        Console.WriteLine($"| | {string.Join(" | ", minutes.Select(m => $"{m} min"))} | real | noise |");
        foreach (var measure in reports[0].Measures)
        {
            var values = reports.Select(r => $"{r.Measures.SingleOrDefault(m => m.Id == measure.Id)?.Value:G4}");
            Console.WriteLine($"| {measure.Id} | {string.Join(" | ", values)} | {measure.Real:G4} | {measure.Noise:G4} |");
        }

        foreach (var report in reports)
        {
            Console.WriteLine($"copies: {report.Copies?.Verdict}, {report.Copies?.Share:P1} nearer, p {report.Copies?.PValue:G2}, flagged {report.Copies?.Flagged:P1} against {report.Copies?.FlaggedHeldOut:P1}");
        }
    }

    private sealed class Silent : IRunReporter
    {
        public void Report(RunEvent happened)
        {
        }
    }
}
