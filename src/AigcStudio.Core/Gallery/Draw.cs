using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Gallery;

/// <summary>A draw from one checkpoint. The same request gives the same examples on the same device.</summary>
/// <param name="CheckpointHash">Names the warm sampler; the file is read only where it is not warm.</param>
/// <param name="Seed">Example i is drawn from seed and i alone, whatever the count.</param>
/// <param name="Label">Name of a label, or null for any.</param>
/// <param name="Settings">Of the draw, family by family; empty for the defaults.</param>
/// <param name="OutputPath">Where the raw examples go, one after another in the outcome's form.</param>
public sealed record DrawRequest(
    string CheckpointPath, ContentHash CheckpointHash, int Count, int Seed, string? Label, JsonObject Settings, string OutputPath, string Device);

/// <param name="Seconds">The draw itself, without loading.</param>
public sealed record DrawOutcome(ExampleForm Form, int Count, int Step, double Seconds);
