using System.Text.Json.Nodes;
using AigcStudio.Core.Models;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Runs;

/// <summary>The settings of a family as a form: the record is the form. Only what differs from the usual is kept.</summary>
public sealed partial class SettingsForm
{
    private readonly HashSet<string> _refused = [];
    private bool _all;

    [Inject] public required Texts Texts { get; init; }

    [Parameter, EditorRequired] public required FamilyDescriptor Family { get; set; }

    /// <summary>What the chosen preset sets: shown as the usual value, and what "back" goes back to.</summary>
    [Parameter] public JsonObject Preset { get; set; } = [];

    /// <summary>What the person set themselves.</summary>
    [Parameter, EditorRequired] public JsonObject Values { get; set; } = [];

    [Parameter] public EventCallback<JsonObject> ValuesChanged { get; set; }

    /// <summary>True while no field is refused.</summary>
    [Parameter] public EventCallback<bool> SoundChanged { get; set; }

    private JsonNode UsualOf(SettingDescriptor setting) => Preset[setting.Name] ?? setting.Default;

    private async Task SetAsync(string name, JsonNode? value)
    {
        var values = (JsonObject)Values.DeepClone();
        values.Remove(name);
        if (value is not null)
        {
            values[name] = value.DeepClone();
        }

        Values = values;
        await ValuesChanged.InvokeAsync(values);
    }

    private async Task RefuseAsync(string name, bool refused)
    {
        var wasSound = _refused.Count == 0;
        _ = refused ? _refused.Add(name) : _refused.Remove(name);
        if (wasSound != (_refused.Count == 0))
        {
            await SoundChanged.InvokeAsync(_refused.Count == 0);
        }
    }
}
