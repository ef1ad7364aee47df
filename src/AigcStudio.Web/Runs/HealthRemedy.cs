using System.Text.Json.Nodes;
using AigcStudio.Core.Runs;

namespace AigcStudio.Web.Runs;

/// <summary>The one setting that an act changes in a clone.</summary>
internal static class HealthRemedy
{
    // A tenth and a quarter are steps that one sees the effect of; both can be changed before the start.
    private const double Tenth = 0.1;
    private const double Quarter = 0.25;

    /// <summary>The draft's settings with the act's change, held within what the form allows; as they are where the family has no such setting.</summary>
    /// <param name="act">One of <see cref="HealthActs"/>, or null.</param>
    internal static JsonObject Applied(string? act, RunDraft draft) => act switch
    {
        HealthActs.LowerRate => Changed(draft, "learningRate", v => v * Tenth),
        HealthActs.LowerBeta => Changed(draft, "beta", v => v * Quarter),
        HealthActs.TrueBeta => Changed(draft, "beta", _ => 1),
        HealthActs.MoreFreeNats => Changed(draft, "freeNats", v => Math.Max(2 * v, Quarter)),
        _ => draft.Settings,
    };

    private static JsonObject Changed(RunDraft draft, string name, Func<double, double> to)
    {
        var settings = (JsonObject)draft.Settings.DeepClone();
        if (draft.Family?.Settings.FirstOrDefault(s => s.Name == name) is { } setting)
        {
            var now = (settings[name] ?? draft.PresetSettings[name] ?? setting.Default).GetValue<double>();
            settings[name] = Math.Round(Math.Clamp(to(now), setting.Minimum ?? double.MinValue, setting.Maximum ?? double.MaxValue), 12);
        }

        return settings;
    }
}
