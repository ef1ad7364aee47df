using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Tests.Jobs;

namespace AigcStudio.Tests.Runs.Pages;

/// <summary>An Engine on which every step takes a tenth of a second.</summary>
public sealed class MeasuringEngine : MuteEngine
{
    /// <summary>What it says instead of measuring.</summary>
    public StudioException? Refusal { get; set; }

    public override Task<EngineGreeting> GreetAsync(CancellationToken cancel) =>
        Task.FromResult(new EngineGreeting("2.10.0", "cpu", 2, [new EngineDevice("cpu", "Processor", 1L << 34)]));

    public override Task<TrainPlan> PlanAsync(PlanRequest request, CancellationToken cancel) => Refusal is { } refusal
        ? Task.FromException<TrainPlan>(refusal)
        : Task.FromResult(new TrainPlan(new ImageForm(1, 28, 28), 0.1, 1L << 30, 2_000_000, 64));
}
