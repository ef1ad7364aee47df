using System.Text.Json.Nodes;

namespace AigcStudio.Data.Models;

/// <summary>What a person asks to have drawn: from a model, or from a run's newest checkpoint.</summary>
/// <param name="Count">1 to <see cref="Generations.MostAtOnce"/>.</param>
/// <param name="Seed">Null for one of the studio's choice; the same seed draws the same again.</param>
/// <param name="Label">One of the dataset's labels, or null for any.</param>
/// <param name="Settings">Of the draw; null for the defaults.</param>
/// <param name="BoardId">The board that what is drawn is laid on; null for the person's target board, if they chose one.</param>
public sealed record GenerationAsk(
    Guid? ModelId, Guid? RunId, int Count, int? Seed = null, string? Label = null, JsonObject? Settings = null, Guid? BoardId = null);

/// <summary>A draw in the queue.</summary>
public sealed record QueuedGeneration(Guid GenerationId, Guid JobId, int Seed);
