using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Runs;

/// <param name="Version">Of libtorch, for example <c>2.10.0</c>.</param>
/// <param name="Backend"><c>cpu</c> or <c>cuda</c>: what this Engine was built with.</param>
/// <param name="Devices">Best first; the last is always <c>cpu</c>.</param>
public sealed record EngineGreeting(string Version, string Backend, int Threads, IReadOnlyList<EngineDevice> Devices);

/// <param name="Id"><c>cpu</c>, <c>cuda:0</c> ...</param>
/// <param name="Name">For people.</param>
/// <param name="MemoryBytes">Of the device; for the processor that of the host.</param>
public sealed record EngineDevice(string Id, string Name, long MemoryBytes);

public sealed record PlanRequest(string FamilyId, JsonObject Settings, DatasetSummary Dataset, string Device);

/// <summary>What a recipe will eat and cost on this host.</summary>
/// <param name="Form">The form to prepare the dataset in.</param>
/// <param name="SecondsPerStep">Median of measured steps after warm-up.</param>
/// <param name="MemoryBytes">Peak of the Engine while it measured, an estimate of what training needs.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="ExamplesPerStep">The batch.</param>
public sealed record TrainPlan(ExampleForm Form, double SecondsPerStep, long MemoryBytes, long Parameters, int ExamplesPerStep);
