using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Data.Models;

namespace AigcStudio.Web.Models;

/// <summary>The door of every draw that a person asks for: settings are checked in words before anything is queued.</summary>
public sealed class DrawAsks(Generations generations, FamilyCatalog families)
{
    /// <summary>What a draw from a family of pairs answers to.</summary>
    public const string Question = "question";

    public const int MostQuestionCharacters = 2000;

    /// <exception cref="RecipeException">
    /// <c>draw.enlarges</c>, <c>draw.unknownSetting(name)</c>, <c>draw.questionMissing</c>, <c>draw.questionTooLong(most)</c>, as
    /// <see cref="SettingsCheck.Complete(IReadOnlyList{SettingDescriptor}, JsonObject)"/> and as <see cref="Generations.QueueAsync"/>.
    /// </exception>
    public async Task<QueuedGeneration> QueueAsync(Viewer viewer, GenerationAsk ask, CancellationToken cancel)
    {
        var family = families.Find(await generations.FamilyOfAsync(viewer, ask, cancel));
        return await generations.QueueAsync(viewer, family is null ? ask : ask with { Settings = Checked(family, ask.Settings ?? []) }, cancel);
    }

    /// <summary>The settings with every default filled in; the question of a pair stands first.</summary>
    public static JsonObject Checked(FamilyDescriptor family, JsonObject given)
    {
        if (family.Enlarges)
        {
            throw new RecipeException("draw.enlarges");
        }

        var known = family.DrawSettings.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        if (given.Select(s => s.Key).FirstOrDefault(n => !known.Contains(n) && !(family.Pairs && n == Question)) is { } stranger)
        {
            throw new RecipeException("draw.unknownSetting", stranger);
        }

        var settings = (JsonObject)given.DeepClone();
        settings.Remove(Question);
        var complete = SettingsCheck.Complete([.. family.DrawSettings.Where(s => s.Name != Question)], settings);
        if (family.Pairs)
        {
            complete.Insert(0, Question, QuestionOf(given));
        }

        return complete;
    }

    private static string QuestionOf(JsonObject given)
    {
        var question = given[Question] is JsonValue value && value.TryGetValue<string>(out var text) ? ComposedText.Of(text.Trim()) : "";
        return question.Length switch
        {
            0 => throw new RecipeException("draw.questionMissing"),
            > MostQuestionCharacters => throw new RecipeException("draw.questionTooLong", MostQuestionCharacters),
            _ => question,
        };
    }
}
