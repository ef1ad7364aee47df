namespace AigcStudio.Core.Campaigns.Sets;

/// <summary>The moods that some models can be asked for together.</summary>
public static class MoodDial
{
    /// <summary>
    /// The brand's moods that at least one of the models knows, in the brand's order. Where that leaves none, the labels that all of
    /// the models share are the moods: datasets that were labelled alike need no brand to bring them together.
    /// </summary>
    /// <param name="models">Labels of each model.</param>
    public static IReadOnlyList<Mood> Of(IReadOnlyList<Mood> moods, IReadOnlyList<IReadOnlyList<string>> models)
    {
        List<Mood> known = [.. moods.Where(mood => models.Any(labels => mood.KnownAs(labels) is not null))];
        return known.Count > 0 || models.Count == 0
            ? known
            : [.. models[0].Where(label => !string.IsNullOrWhiteSpace(label)).Select(label => new Mood(label.Trim(), [])).Where(mood => models.All(labels => mood.KnownAs(labels) is not null))];
    }

    /// <summary>How many of the moods a model knows.</summary>
    public static int Knows(IReadOnlyList<Mood> moods, IReadOnlyList<string> labels) => moods.Count(mood => mood.KnownAs(labels) is not null);
}
