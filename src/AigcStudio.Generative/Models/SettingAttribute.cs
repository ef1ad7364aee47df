namespace AigcStudio.Generative.Models;

/// <summary>
/// Makes a property of a family's settings record a field of the form: label and help in English and Chinese. The kind follows from
/// the property's type (int, double, bool, string with <see cref="Choices"/>, or string without), the default from the record itself.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string labelEn, string labelZh, string helpEn, string helpZh) : Attribute
{
    public string LabelEn { get; } = labelEn;

    public string LabelZh { get; } = labelZh;

    public string HelpEn { get; } = helpEn;

    public string HelpZh { get; } = helpZh;

    /// <summary>Smallest legal number, included.</summary>
    public double Minimum { get; init; }

    /// <summary>Largest legal number, included; of free words the most characters.</summary>
    public double Maximum { get; init; }

    public string Unit { get; init; } = "";

    public string[] Choices { get; init; } = [];

    /// <summary>True for what sits behind "change".</summary>
    public bool Advanced { get; init; }
}
