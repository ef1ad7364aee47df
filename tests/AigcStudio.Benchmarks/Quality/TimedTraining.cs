using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>Trains a family with its "good" preset for so many minutes of wall time.</summary>
internal static class TimedTraining
{
    /// <summary>A run is as long as its steps; here the clock ends it, as a person who presses Pause would.</summary>
    internal static (string File, int Steps) Run(IModelFamily family, IExampleStore store, double minutes, int seed, string spool)
    {
        var preset = family.Descriptor.Presets.Single(p => p.Id == "good").Settings;
        var commands = new TrainCommands();
        var recipe = new Recipe(family.Descriptor.Id, seed, int.MaxValue / 1024, preset);
        var request = new TrainRequest(Guid.CreateVersion7(), recipe, "", spool, null, 1, 0, double.MaxValue, 20, "cpu");
        var reporter = new Printed();
        using var loop = new TrainLoop(request, store, reporter, TimeProvider.System);
        using var clock = new Timer(_ => commands.Ask(TrainCommand.Pause), null, TimeSpan.FromMinutes(minutes), Timeout.InfiniteTimeSpan);
        var outcome = loop.Run(commands);
        return outcome.Ending == TrainEnding.Paused
            ? (Directory.GetFiles(spool, "*.safetensors").Single(), outcome.Step)
            : throw new InvalidOperationException($"The run ended otherwise: {outcome.Ending} at step {outcome.Step}.");
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
