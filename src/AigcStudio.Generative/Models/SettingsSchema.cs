using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Models;

namespace AigcStudio.Generative.Models;

/// <summary>Reads a family's settings record as a form, and a form's values as the record.</summary>
public static class SettingsSchema
{
    /// <summary>One descriptor for each property with a <see cref="SettingAttribute"/>, in the order of the record.</summary>
    public static IReadOnlyList<SettingDescriptor> Describe<TSettings>()
        where TSettings : new()
    {
        var defaults = new TSettings();
        return
        [
            .. typeof(TSettings).GetProperties()
                .Select(p => (Property: p, Setting: p.GetCustomAttribute<SettingAttribute>()))
                .Where(x => x.Setting is not null)
                .Select(x => Describe(x.Property, x.Setting!, x.Property.GetValue(defaults)!)),
        ];
    }

    /// <summary>The record of these values; what is absent has its default.</summary>
    public static TSettings Read<TSettings>(JsonObject settings) => settings.Deserialize<TSettings>(JsonSerializerOptions.Web)!;

    /// <summary>The values of a record that differ from nothing: all of them, by camelCase name.</summary>
    public static JsonObject Write<TSettings>(TSettings settings) =>
        (JsonObject)JsonSerializer.SerializeToNode(settings, JsonSerializerOptions.Web)!;

    private static SettingDescriptor Describe(PropertyInfo property, SettingAttribute setting, object standard)
    {
        var kind = standard switch
        {
            int => SettingKind.Integer,
            double => SettingKind.Real,
            bool => SettingKind.Switch,
            string => setting.Choices.Length > 0 ? SettingKind.Choice : SettingKind.Text,
            _ => throw new NotSupportedException($"{property.Name} is a {property.PropertyType.Name}."),
        };
        var number = kind is SettingKind.Integer or SettingKind.Real;
        return new SettingDescriptor(
            JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            kind,
            JsonSerializer.SerializeToNode(standard)!,
            number ? setting.Minimum : null,
            number || kind == SettingKind.Text ? setting.Maximum : null,
            setting.Unit,
            setting.Choices,
            setting.Advanced,
            new LocalizedText(setting.LabelEn, setting.LabelZh),
            new LocalizedText(setting.HelpEn, setting.HelpZh));
    }
}
