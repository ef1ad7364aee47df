using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Runs;

/// <summary>What a person asks to have trained.</summary>
/// <param name="Name">Null for one made of dataset and family.</param>
/// <param name="Preset"><c>quick</c>, <c>good</c>, <c>best</c>, or <c>own</c> where minutes or steps are given.</param>
/// <param name="Seed">Null for one of the studio's choice.</param>
/// <param name="Minutes">Wall time on this host, instead of the preset's.</param>
/// <param name="Steps">Exact steps, instead of minutes.</param>
/// <param name="Settings">What differs from the preset; null for nothing.</param>
public sealed record RunAsk(
    Guid DatasetVersionId,
    string FamilyId,
    string Preset,
    string? Name = null,
    int? Seed = null,
    double? Minutes = null,
    int? Steps = null,
    JsonObject? Settings = null);

/// <summary>What a run will be and cost on this host.</summary>
/// <param name="Settings">Complete: defaults, preset and the person's own.</param>
/// <param name="Seconds">Of training, without preparing and waiting.</param>
/// <param name="MemoryBytes">Estimated peak of the Engine.</param>
/// <param name="ReadyAt">After what waits before it in the queue.</param>
/// <param name="PastRuns">Runs of just this recipe that ended here and that the clock goes by; 0 where it goes by a measurement.</param>
/// <param name="Warning">Why it may well not end well here, before it starts; null where nothing speaks against it.</param>
public sealed record RunEstimate(
    JsonObject Settings,
    ExampleForm Form,
    int Steps,
    double SecondsPerStep,
    double Seconds,
    long MemoryBytes,
    long Parameters,
    int ExamplesPerStep,
    DateTimeOffset ReadyAt,
    int PastRuns,
    Said? Warning);

/// <summary>A run in the queue.</summary>
public sealed record QueuedRun(Guid RunId, RunEstimate Estimate);
