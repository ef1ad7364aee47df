using System.Text.Json.Nodes;
using AigcStudio.Core.Models;
using AigcStudio.Data.Datasets;

namespace AigcStudio.Web.Runs;

/// <summary>What can be refused before anything is measured or queued.</summary>
internal static class RecipeCheck
{
    public const int MostSteps = 50_000_000;

    private const double MostMinutes = 7 * 24 * 60;

    /// <summary>The preset name of a budget that the person chose.</summary>
    public const string Own = "own";

    /// <exception cref="RecipeException">
    /// <c>recipe.notFrozen</c>, <c>recipe.otherModality(family, wants, has)</c>, <c>recipe.needsPairs(family)</c>, <c>recipe.tooFewItems(least, has)</c>,
    /// <c>recipe.picturesTooSmall(family, least, has)</c>,
    /// <c>recipe.unknownPreset(preset)</c>, <c>recipe.budget(mostMinutes, mostSteps)</c>.
    /// </exception>
    public static void Fits(FamilyDescriptor family, DatasetVersion version, RunAsk ask)
    {
        if (version.FrozenAt is null)
        {
            throw new RecipeException("recipe.notFrozen");
        }

        if (family.Modality != version.Dataset!.Modality)
        {
            throw new RecipeException("recipe.otherModality", family.Id, family.Modality, version.Dataset.Modality);
        }

        if (family.Pairs && version.TypicalReplyBytes == 0)
        {
            throw new RecipeException("recipe.needsPairs", family.Id);
        }

        if (version.Count < family.MinimumItems)
        {
            throw new RecipeException("recipe.tooFewItems", family.MinimumItems, version.Count);
        }

        if (Math.Min(version.TypicalWidth, version.TypicalHeight) is var side && side < family.LeastSide)
        {
            throw new RecipeException("recipe.picturesTooSmall", family.Id, family.LeastSide, side);
        }

        var known = family.Presets.Any(p => p.Id == ask.Preset);
        if (!known && (ask.Preset != Own || (ask.Minutes ?? ask.Steps) is null))
        {
            throw new RecipeException("recipe.unknownPreset", ask.Preset);
        }

        if (ask.Minutes is not (null or (> 0 and <= MostMinutes)) || ask.Steps is not (null or (> 0 and <= MostSteps)))
        {
            throw new RecipeException("recipe.budget", MostMinutes, MostSteps);
        }
    }

    /// <summary>Defaults, then the preset's, then the person's.</summary>
    /// <exception cref="RecipeException">As <see cref="SettingsCheck.Complete(FamilyDescriptor, JsonObject)"/>.</exception>
    public static JsonObject Settings(FamilyDescriptor family, RunAsk ask)
    {
        var settings = family.Presets.FirstOrDefault(p => p.Id == ask.Preset)?.Settings.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in ask.Settings ?? [])
        {
            settings[name] = value?.DeepClone();
        }

        return SettingsCheck.Complete(family, settings);
    }
}
