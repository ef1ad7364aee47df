using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Models;
using AigcStudio.Data.Runs;

namespace AigcStudio.Web.Runs;

/// <summary>What the form of a new run holds until Start; with its defaults it is ready to start.</summary>
public sealed class RunDraft
{
    public TrainableVersion? Version { get; set; }

    public FamilyDescriptor? Family { get; set; }

    /// <summary><c>quick</c>, <c>good</c>, <c>best</c> or <c>own</c>.</summary>
    public string Preset { get; set; } = "good";

    public string Name { get; set; } = "";

    public int? Seed { get; set; }

    /// <summary>With the preset <c>own</c>: one of the two.</summary>
    public double? Minutes { get; set; }

    public int? Steps { get; set; }

    /// <summary>What differs from the preset.</summary>
    public JsonObject Settings { get; set; } = [];

    public JsonObject PresetSettings => Family?.Presets.FirstOrDefault(p => p.Id == Preset)?.Settings ?? [];

    /// <summary>Null while dataset or family are open.</summary>
    public RunAsk? Ask => Version is null || Family is null ? null : new RunAsk(
        Version.VersionId,
        Family.Id,
        Preset,
        string.IsNullOrWhiteSpace(Name) ? null : Name,
        Seed,
        Preset == RecipeCheck.Own ? Minutes : null,
        Preset == RecipeCheck.Own ? Steps : null,
        Settings.Count == 0 ? null : Settings);

    /// <summary>All of it as parts of the page's address, so that a refresh, a lost line or a second device brings it back.</summary>
    public IReadOnlyDictionary<string, object?> Address => new Dictionary<string, object?>
    {
        ["dataset"] = Version?.VersionId,
        ["family"] = Family?.Id,
        ["preset"] = Preset,
        ["name"] = string.IsNullOrWhiteSpace(Name) ? null : Name,
        ["seed"] = Seed,
        ["minutes"] = Preset == RecipeCheck.Own ? Minutes : null,
        ["steps"] = Preset == RecipeCheck.Own ? Steps : null,
        ["settings"] = Settings.Count == 0 ? null : Settings.ToJsonString(),
    };

    /// <summary>Takes settings from an address; what is no JSON object there is as if it were not.</summary>
    public void TakeSettings(string? text)
    {
        try
        {
            Settings = text is not null && JsonNode.Parse(text) is JsonObject settings ? settings : Settings;
        }
        catch (JsonException)
        {
            return;
        }
    }

    /// <summary>Takes over all of a run but its name and seed, so that one thing can be changed at a time.</summary>
    public void CopyFrom(RunDetail run, TrainableVersion? version, FamilyDescriptor? family)
    {
        (Version, Family, Preset, Seed) = (version, family, run.Card.Preset, run.Seed);
        if (Preset == RecipeCheck.Own)
        {
            (Minutes, Steps) = (run.BudgetMinutes, run.BudgetMinutes is null ? run.Card.Steps : null);
        }

        var settings = JsonNode.Parse(run.Settings)!.AsObject();
        foreach (var setting in family?.Settings ?? [])
        {
            if (settings[setting.Name] is { } value && !JsonNode.DeepEquals(value, PresetSettings[setting.Name] ?? setting.Default))
            {
                Settings[setting.Name] = value.DeepClone();
            }
        }
    }
}
