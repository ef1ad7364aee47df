using AigcStudio.Core.Campaigns.Sets;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Campaigns.Sets;

/// <summary>A model that can draw a kind of a set.</summary>
/// <param name="Labels">Empty where it cannot be asked for any.</param>
public sealed record SetModel(Guid Id, string Name, Modality Kind, IReadOnlyList<string> Labels)
{
    /// <summary>The one asked for; else the one that knows most of the moods, the newest of equals; null where there is none of the kind.</summary>
    /// <param name="models">Newest first.</param>
    public static SetModel? Choose(IReadOnlyList<SetModel> models, Modality kind, Guid? asked, IReadOnlyList<Mood> moods)
    {
        var fit = models.Where(m => m.Kind == kind).ToList();
        return fit.Find(m => m.Id == asked) ?? fit.MaxBy(m => MoodDial.Knows(moods, m.Labels));
    }
}
