using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using AigcStudio.Core;

namespace AigcStudio.Web.Shell;

/// <summary>
/// Every sentence of the studio, by code, in the language of the current thread. The resources lie in one file per noun
/// (<c>Resources/Datasets.resx</c> and <c>Datasets.zh-Hans.resx</c>, ...); codes are unique over all of them.
/// </summary>
public sealed class Texts
{
    private static readonly string[] Nouns =
    [
        "Shell", "Accounts", "Datasets", "Models", "Play", "Runs", "Jobs", "Storage", "Gallery", "Boards", "Evaluation", "Reviews",
        "Recommendations", "Campaigns", "Clips", "Sets", "Notifications",
    ];

    private readonly FrozenDictionary<string, string> _english = Load(CultureInfo.GetCultureInfo("en"));
    private readonly FrozenDictionary<string, string> _chinese = Load(CultureInfo.GetCultureInfo("zh-Hans"));

    /// <summary>Codes known in English and in Chinese: a test compares the two.</summary>
    public (IReadOnlyCollection<string> English, IReadOnlyCollection<string> Chinese) Codes => (_english.Keys, _chinese.Keys);

    /// <summary>The sentence, with its arguments in place; the code itself where it is unknown, so that a gap shows.</summary>
    public string this[string code, params object?[] arguments]
    {
        get
        {
            var culture = CultureInfo.CurrentUICulture;
            var texts = culture.TwoLetterISOLanguageName == "zh" ? _chinese : _english;
            var text = texts.GetValueOrDefault(code) ?? _english.GetValueOrDefault(code) ?? code;
            return arguments.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, arguments);
        }
    }

    public string this[Said said] => this[said.Code, [.. said.Arguments]];

    private static FrozenDictionary<string, string> Load(CultureInfo culture)
    {
        var texts = new Dictionary<string, string>();
        foreach (var noun in Nouns)
        {
            var resources = new ResourceManager($"AigcStudio.Web.Resources.{noun}", typeof(Texts).Assembly);
            var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: culture.Name == "en");
            foreach (DictionaryEntry entry in set ?? throw new MissingManifestResourceException($"{noun} is missing in {culture.Name}."))
            {
                texts.Add((string)entry.Key, (string)entry.Value!);
            }
        }

        return texts.ToFrozenDictionary();
    }
}
