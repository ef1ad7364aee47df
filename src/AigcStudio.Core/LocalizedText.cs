namespace AigcStudio.Core;

/// <summary>A short text in the studio's two languages, for what families bring with them.</summary>
public sealed record LocalizedText(string En, string Zh)
{
    public string In(System.Globalization.CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? Zh : En;
}
