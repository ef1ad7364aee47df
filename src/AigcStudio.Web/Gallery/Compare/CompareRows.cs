using System.Globalization;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Gallery.Compare;

/// <summary>One property of all that are compared, in their order; empty where one has none.</summary>
public sealed record CompareRow(string Name, IReadOnlyList<string> Values)
{
    public bool Differs => Values.Distinct(StringComparer.Ordinal).Count() > 1;
}

/// <summary>The passports of several artifacts side by side.</summary>
internal static class CompareRows
{
    public static IReadOnlyList<CompareRow> Of(Texts texts, IReadOnlyList<ArtifactPassport> passports)
    {
        return
        [
            Row("gallery.passport.model", p => p.ModelName ?? ""),
            Row("gallery.passport.run", p => p.RunName),
            Row("gallery.passport.family", p => p.FamilyId),
            Row("gallery.passport.recipe", p => texts["gallery.passport.recipeSeed", p.Preset, p.RecipeSeed]),
            Row("gallery.passport.step", p => p.Tile.Step.ToString("N0", CultureInfo.CurrentCulture)),
            Row("gallery.passport.seed", p => p.Tile.Seed.ToString(CultureInfo.InvariantCulture)),
            Row("gallery.passport.index", p => (p.Tile.Index + 1).ToString(CultureInfo.InvariantCulture)),
            Row("gallery.passport.question", p => DrawWords.QuestionOf(p.DrawSettings) ?? ""),
            Row("gallery.passport.label", p => p.Tile.Label ?? ""),
            Row("gallery.passport.dataset", p => texts["gallery.passport.datasetVersion", p.DatasetName, p.DatasetVersion]),
            Row(passports[0].Tile.Modality == Core.Datasets.Modality.Image ? "gallery.passport.size" : "gallery.passport.length", p => ArtifactWords.Size(texts, p.Tile)),
            .. Settings(passports, p => p.DrawSettings, name => texts["gallery.passport.ofDraw", name]),
            .. Settings(passports, p => p.Settings, name => name),
        ];

        CompareRow Row(string code, Func<ArtifactPassport, string> value) => new(texts[code], [.. passports.Select(value)]);
    }

    private static IEnumerable<CompareRow> Settings(
        IReadOnlyList<ArtifactPassport> passports, Func<ArtifactPassport, string> settings, Func<string, string> named)
    {
        List<Dictionary<string, string>> all = [.. passports.Select(p => DrawWords.Of(settings(p)).ToDictionary(s => s.Name, s => s.Value))];
        return all.SelectMany(s => s.Keys).Distinct().Select(name => new CompareRow(named(name), [.. all.Select(s => s.GetValueOrDefault(name, ""))]));
    }
}
