using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Runs;

/// <summary>
/// What recipes cost on this host: measured once by the warm Engine, remembered over restarts, and corrected by what runs really took.
/// </summary>
public sealed class RunPlans(IEngine engine, Devices devices, SpeedBook book, TimeProvider clock)
{
    // The system and whoever draws need the rest.
    private const double MostOfMemory = 0.9;

    /// <exception cref="RecipeException">The family refuses the recipe.</exception>
    public async Task<ForeseenCost> ForeseeAsync(string familyId, JsonObject settings, DatasetSummary dataset, CancellationToken cancel)
    {
        var device = (await devices.ForTrainingAsync(cancel))[0];
        var request = new PlanRequest(familyId, settings, dataset, device.Id);
        var speed = await book.FindAsync(KeyOf(request), cancel) ?? await MeasureAsync(request, cancel);
        var plan = JsonSerializer.Deserialize<TrainPlan>(speed.Plan)!;
        var seconds = speed.LivedSecondsPerStep
            ?? (speed.PlannedSecondsPerStep * await book.StretchAsync(familyId, device.Id, cancel));
        return new ForeseenCost(plan, seconds, speed.Runs, TooMuch(plan, device));
    }

    /// <summary>True where the cost of a recipe is known without measuring.</summary>
    /// <exception cref="StudioException">The Engine cannot be asked for its devices.</exception>
    public async Task<bool> KnowsAsync(string familyId, JsonObject settings, DatasetSummary dataset, CancellationToken cancel)
    {
        var device = (await devices.ForTrainingAsync(cancel))[0].Id;
        return await book.FindAsync(KeyOf(new PlanRequest(familyId, settings, dataset, device)), cancel) is not null;
    }

    /// <summary>A run ended: the next clock for its recipe and its family goes by it.</summary>
    public Task LearnAsync(Run run, DatasetSummary dataset, string device, (int Steps, double Seconds) lived, CancellationToken cancel) =>
        book.LearnAsync(
            KeyOf(new PlanRequest(run.FamilyId, JsonNode.Parse(run.Settings)!.AsObject(), dataset, device)), lived.Steps, lived.Seconds, cancel);

    private async Task<MeasuredSpeed> MeasureAsync(PlanRequest request, CancellationToken cancel)
    {
        var plan = await engine.PlanAsync(request, cancel);
        var measured = new MeasuredSpeed
        {
            Key = KeyOf(request),
            FamilyId = request.FamilyId,
            Device = request.Device,
            Plan = JsonSerializer.Serialize(plan),
            PlannedSecondsPerStep = plan.SecondsPerStep,
            MeasuredAt = clock.GetUtcNow(),
        };
        return await book.KeepAsync(measured, cancel);
    }

    // Settings are complete and in the family's order by now, so that the same recipe is the same text.
    private static string KeyOf(PlanRequest request) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));

    private static Said? TooMuch(TrainPlan plan, EngineDevice device) =>
        plan.MemoryBytes > device.MemoryBytes * MostOfMemory
            ? Said.Of("runs.new.tooMuchMemory", Figures.Size(plan.MemoryBytes), Figures.Size(device.MemoryBytes), device.Name)
            : null;
}

/// <param name="SecondsPerStep">By past runs of this recipe, else by its plan and how far plans of its family were off.</param>
/// <param name="PastRuns">Of just this recipe.</param>
/// <param name="Warning">Why it may well not end well here; null where nothing speaks against it.</param>
public sealed record ForeseenCost(TrainPlan Plan, double SecondsPerStep, int PastRuns, Said? Warning);
