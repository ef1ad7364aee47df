using System.Reflection;
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

    // What a stump of a run teaches is its warm-up and its last save: a run resumed ten steps before its end has learned ten steps.
    private const double LeastShare = 0.05;
    private const double LeastSeconds = 20;

    private static readonly string Release =
        typeof(RunPlans).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <exception cref="RecipeException">The family refuses the recipe.</exception>
    public async Task<ForeseenCost> ForeseeAsync(string familyId, JsonObject settings, DatasetSummary dataset, CancellationToken cancel)
    {
        var device = (await devices.ForTrainingAsync(cancel))[0];
        var request = new PlanRequest(familyId, settings, dataset, device.Id);
        var key = KeyOf(request, await devices.GreetAsync(cancel));
        var speed = await book.FindAsync(key, cancel) ?? await MeasureAsync(key, request, device, cancel);
        var plan = JsonSerializer.Deserialize<TrainPlan>(speed.Plan)!;
        var seconds = speed.LivedSecondsPerStep
            ?? (speed.PlannedSecondsPerStep * await book.StretchAsync(familyId, device.Name, cancel));
        return new ForeseenCost(plan, seconds, speed.Runs, TooMuch(plan, device));
    }

    /// <summary>True where the cost of a recipe is known without measuring.</summary>
    /// <exception cref="StudioException">The Engine cannot be asked for its devices.</exception>
    public async Task<bool> KnowsAsync(string familyId, JsonObject settings, DatasetSummary dataset, CancellationToken cancel)
    {
        var device = (await devices.ForTrainingAsync(cancel))[0].Id;
        var key = KeyOf(new PlanRequest(familyId, settings, dataset, device), await devices.GreetAsync(cancel));
        return await book.FindAsync(key, cancel) is not null;
    }

    /// <summary>A run ended: the next clock for its recipe and its family goes by it.</summary>
    public async Task LearnAsync(Run run, DatasetSummary dataset, string device, (int Steps, double Seconds) lived, CancellationToken cancel)
    {
        if (lived.Steps >= run.Steps * LeastShare && lived.Seconds >= LeastSeconds)
        {
            var request = new PlanRequest(run.FamilyId, JsonNode.Parse(run.Settings)!.AsObject(), dataset, device);
            await book.LearnAsync(KeyOf(request, await devices.GreetAsync(cancel)), lived.Steps, lived.Seconds, cancel);
        }
    }

    private async Task<MeasuredSpeed> MeasureAsync(string key, PlanRequest request, EngineDevice device, CancellationToken cancel)
    {
        var plan = await engine.PlanAsync(request, cancel);
        var measured = new MeasuredSpeed
        {
            Key = key,
            FamilyId = request.FamilyId,
            Device = device.Name,
            Plan = JsonSerializer.Serialize(plan),
            PlannedSecondsPerStep = plan.SecondsPerStep,
            MeasuredAt = clock.GetUtcNow(),
        };
        return await book.KeepAsync(measured, cancel);
    }

    // Settings are complete and in the family's order by now, so that the same recipe is the same text. Another card, another processor, another
    // libtorch or another release of the studio is another speed; two slots of one card are one.
    private static string KeyOf(PlanRequest request, EngineGreeting host)
    {
        var name = host.Devices.FirstOrDefault(d => d.Id == request.Device)?.Name ?? request.Device;
        var all = new { Request = request with { Device = name }, host.Version, host.Backend, host.Threads, Release };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(all)));
    }

    private static Said? TooMuch(TrainPlan plan, EngineDevice device) =>
        plan.MemoryBytes > device.MemoryBytes * MostOfMemory
            ? Said.Of("runs.new.tooMuchMemory", Figures.Size(plan.MemoryBytes), Figures.Size(device.MemoryBytes), device.Name)
            : null;
}

/// <param name="SecondsPerStep">By past runs of this recipe, else by its plan and how far plans of its family were off.</param>
/// <param name="PastRuns">Of just this recipe.</param>
/// <param name="Warning">Why it may well not end well here; null where nothing speaks against it.</param>
public sealed record ForeseenCost(TrainPlan Plan, double SecondsPerStep, int PastRuns, Said? Warning);
