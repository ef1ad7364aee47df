using System.Text.Json.Nodes;

namespace AigcStudio.Core.Models;

public enum SettingKind
{
    Integer,
    Real,
    Choice,
    Switch,

    /// <summary>Free words; <see cref="SettingDescriptor.Maximum"/> is the most characters.</summary>
    Text,
}

/// <summary>
/// One setting of a family: at once the form's field, its validation, the API's schema and the help text.
/// </summary>
/// <param name="Name">camelCase key in <see cref="Recipe.Settings"/>.</param>
/// <param name="Minimum">Smallest legal value, included; null for switches and choices.</param>
/// <param name="Maximum">Largest legal value, included.</param>
/// <param name="Unit">For example <c>px</c> or <c>pictures</c>; empty for pure numbers.</param>
/// <param name="Choices">The legal values of a choice, else empty.</param>
/// <param name="Advanced">True for what sits behind "change".</param>
public sealed record SettingDescriptor(
    string Name,
    SettingKind Kind,
    JsonNode Default,
    double? Minimum,
    double? Maximum,
    string Unit,
    IReadOnlyList<string> Choices,
    bool Advanced,
    LocalizedText Label,
    LocalizedText Help);
