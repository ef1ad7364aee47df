using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Runs;

/// <summary>What recipes cost on this host, measured once by the warm Engine and remembered while the studio runs.</summary>
public sealed class RunPlans(IEngine engine, Devices devices)
{
    // A person who plays with the sliders of a form must not make this grow without end.
    private const int MostRemembered = 500;

    private readonly ConcurrentDictionary<string, TrainPlan> _measured = new();

    /// <exception cref="RecipeException">The family refuses the recipe.</exception>
    public async Task<TrainPlan> MeasureAsync(FamilyDescriptor family, JsonObject settings, DatasetSummary dataset, CancellationToken cancel)
    {
        var device = (await devices.ForTrainingAsync(cancel))[0].Id;
        var request = new PlanRequest(family.Id, settings, dataset, device);
        var key = JsonSerializer.Serialize(request);
        if (_measured.TryGetValue(key, out var known))
        {
            return known;
        }

        var plan = await engine.PlanAsync(request, cancel);
        if (_measured.Count >= MostRemembered)
        {
            _measured.Clear();
        }

        return _measured.GetOrAdd(key, plan);
    }
}
