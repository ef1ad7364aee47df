using System.Text.Json;
using System.Text.Json.Nodes;

namespace AigcStudio.Core.Models;

/// <summary>Checks settings against a family's descriptors: the same check on page, API and Engine.</summary>
public static class SettingsCheck
{
    /// <summary>The settings with every default filled in, in the descriptors' order.</summary>
    /// <exception cref="RecipeException">
    /// <c>recipe.unknownSetting(name)</c>, <c>recipe.wrongKind(name)</c>, <c>recipe.outOfRange(name, min, max)</c>,
    /// <c>recipe.notAChoice(name, choices)</c>, <c>recipe.textTooLong(name, most)</c>, <c>recipe.unreadable</c>.
    /// </exception>
    public static JsonObject Complete(FamilyDescriptor family, JsonObject given) => Complete(family.Settings, given);

    /// <summary>The same for any list of settings, such as <see cref="FamilyDescriptor.DrawSettings"/>.</summary>
    public static JsonObject Complete(IReadOnlyList<SettingDescriptor> settings, JsonObject given)
    {
        try
        {
            return Completed(settings, given);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            // JSON is read when it is looked at: a name that stands twice, or a text that is none.
            throw new RecipeException("recipe.unreadable");
        }
    }

    private static JsonObject Completed(IReadOnlyList<SettingDescriptor> settings, JsonObject given)
    {
        foreach (var (name, _) in given)
        {
            if (settings.All(s => s.Name != name))
            {
                throw new RecipeException("recipe.unknownSetting", name);
            }
        }

        return new JsonObject(settings.Select(s => KeyValuePair.Create(s.Name, (JsonNode?)Checked(s, given[s.Name] ?? s.Default))));
    }

    private static JsonNode Checked(SettingDescriptor setting, JsonNode value)
    {
        var kind = value.GetValueKind();
        switch (setting.Kind)
        {
            case SettingKind.Switch when kind is JsonValueKind.True or JsonValueKind.False:
                return value.DeepClone();
            case SettingKind.Choice when kind == JsonValueKind.String:
                return setting.Choices.Contains(value.GetValue<string>())
                    ? value.DeepClone()
                    : throw new RecipeException("recipe.notAChoice", setting.Name, string.Join(", ", setting.Choices));
            case SettingKind.Text when kind == JsonValueKind.String:
                return value.GetValue<string>().Length <= setting.Maximum
                    ? value.DeepClone()
                    : throw new RecipeException("recipe.textTooLong", setting.Name, setting.Maximum!);
            case SettingKind.Integer or SettingKind.Real when kind == JsonValueKind.Number:
                return Number(setting, double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture));
            default:
                throw new RecipeException("recipe.wrongKind", setting.Name);
        }
    }

    private static JsonNode Number(SettingDescriptor setting, double number)
    {
        if (setting.Kind == SettingKind.Integer && number != Math.Truncate(number))
        {
            throw new RecipeException("recipe.wrongKind", setting.Name);
        }

        if (!(number >= setting.Minimum && number <= setting.Maximum))
        {
            throw new RecipeException("recipe.outOfRange", setting.Name, setting.Minimum!, setting.Maximum!);
        }

        return setting.Kind == SettingKind.Integer ? JsonValue.Create((int)number) : JsonValue.Create(number);
    }
}
