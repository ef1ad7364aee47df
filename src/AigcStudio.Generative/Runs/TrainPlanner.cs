using System.Diagnostics;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs;

/// <summary>Says what a recipe will cost on this host, by doing a few steps of it on made-up examples.</summary>
public static class TrainPlanner
{
    private const int WarmUpSteps = 2;
    private const int MostSteps = 9;
    private const int ExamplesMadeUp = 1000;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(4);

    /// <exception cref="RecipeException">A setting is out of range or the family does not eat this dataset.</exception>
    public static TrainPlan Plan(PlanRequest request, CancellationToken cancel)
    {
        var family = ModelFamilies.Of(request.FamilyId);
        var settings = SettingsCheck.Complete(family.Descriptor, request.Settings);
        var form = family.FormFor(settings, request.Dataset);
        using var scope = NewDisposeScope();
        var device = DeviceMath.Use(request.Device);
        var labels = request.Dataset.Labels;
        ForgetPeak();
        var store = new MadeUpExamples(form, ExamplesMadeUp, labels);
        var setup = new LearnerSetup(settings, store, new LabelBook(labels, [.. labels.Select(_ => 1)]), Seed: 1, Steps: 1000, device);
        using var learner = family.CreateLearner(setup);
        var seconds = Measure(learner, new BatchReader(store, learner.BatchSize, seed: 1, device), cancel);
        return new TrainPlan(form, seconds, Process.GetCurrentProcess().PeakWorkingSet64, learner.Parameters, learner.BatchSize);
    }

    // The planning Engine lives on: what an earlier, larger recipe needed is not what this one needs. Linux resets the peak of the
    // resident set on a 5 (proc(5), clear_refs); elsewhere the estimate stays an upper bound.
    private static void ForgetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    private static double Measure(ILearner learner, BatchReader reader, CancellationToken cancel)
    {
        using var losses = new LossBook();
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        for (var step = 1; step <= WarmUpSteps + MostSteps && (times.Count <= WarmUpSteps || all.Elapsed < Enough); step++)
        {
            cancel.ThrowIfCancellationRequested();
            var watch = Stopwatch.StartNew();
            using (var scope = NewDisposeScope())
            {
                losses.BeginStep(step);
                learner.Learn(step, reader.Next(), losses);
            }

            losses.TakeMeans();
            times.Add(watch.Elapsed.TotalSeconds);
        }

        return times.Skip(WarmUpSteps).Order().ElementAt((times.Count - WarmUpSteps) / 2);
    }
}
