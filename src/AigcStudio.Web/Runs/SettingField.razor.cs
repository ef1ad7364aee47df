using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Models;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Runs;

/// <summary>One setting: its field, its help, its range, and the sentence of a refusal, by the check that API and Engine use.</summary>
public sealed partial class SettingField
{
    private readonly string _id = "s" + Guid.CreateVersion7().ToString("N")[18..];
    private string? _typed;
    private string? _refusal;

    [Inject] public required Texts Texts { get; init; }

    [Parameter, EditorRequired] public required SettingDescriptor Setting { get; set; }

    [Parameter, EditorRequired] public required FamilyDescriptor Family { get; set; }

    /// <summary>What counts while <see cref="Value"/> is null.</summary>
    [Parameter, EditorRequired] public required JsonNode Usual { get; set; }

    [Parameter] public JsonNode? Value { get; set; }

    /// <summary>A legal value, or null for back to the usual.</summary>
    [Parameter] public EventCallback<JsonNode?> ValueChanged { get; set; }

    [Parameter] public EventCallback<bool> RefusedChanged { get; set; }

    private string HelpId => _id + "-help";

    private JsonNode Current => Value ?? Usual;

    private string Shown(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => Texts["runs.settings.on"],
        JsonValueKind.False => Texts["runs.settings.off"],
        JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture).ToString("0.##########", CultureInfo.CurrentCulture),
        _ when Setting.Kind == SettingKind.Text => value.GetValue<string>() is { Length: > 0 } words ? $"“{words}”" : Texts["runs.settings.empty"],
        _ => Named(value.GetValue<string>()),
    };

    // Choices are words of the families; those that people should not have to read in English have a name here.
    private string Named(string choice)
    {
        var code = $"runs.choice.{choice}";
        return Texts[code] is var name && name != code ? name : choice;
    }

    private async Task ResetAsync()
    {
        (_typed, _refusal) = (null, null);
        await RefusedChanged.InvokeAsync(false);
        await ValueChanged.InvokeAsync(null);
    }

    private async Task OnChangeAsync(ChangeEventArgs change)
    {
        _typed = change.Value as string;
        try
        {
            var value = Checked(Read(change.Value));
            (_typed, _refusal) = (null, null);
            await RefusedChanged.InvokeAsync(false);
            await ValueChanged.InvokeAsync(JsonNode.DeepEquals(value, Usual) ? null : value);
        }
        catch (RecipeException refusal)
        {
            _refusal = Texts[refusal.Code, [Setting.Label.In(CultureInfo.CurrentUICulture), .. refusal.Arguments.Skip(1)]];
            await RefusedChanged.InvokeAsync(true);
        }
    }

    private JsonNode Read(object? given) => given switch
    {
        bool on => JsonValue.Create(on),
        string text when Setting.Kind is SettingKind.Choice or SettingKind.Text => JsonValue.Create(text),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.CurrentCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(""),
    };

    private JsonNode Checked(JsonNode value) =>
        SettingsCheck.Complete(Family with { Settings = [Setting] }, new JsonObject { [Setting.Name] = value })[Setting.Name]!.DeepClone();
}
