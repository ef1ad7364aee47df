namespace AigcStudio.Core.Campaigns.Sets;

/// <summary>What pictures, words and sounds of a campaign have in common, and the labels by which datasets call it.</summary>
/// <param name="Name">For example <c>Warm</c>; itself the first label that is looked for.</param>
/// <param name="Tags">Labels of datasets that mean the same, the best first.</param>
public sealed record Mood(string Name, IReadOnlyList<string> Tags)
{
    /// <summary>The label that a model is asked for: its own spelling of the first name of this mood that it knows; null where it knows none.</summary>
    /// <param name="labels">Of the model's dataset version.</param>
    public string? KnownAs(IReadOnlyList<string> labels) =>
        Tags.Prepend(Name).Select(tag => labels.FirstOrDefault(label => Same(label, tag))).FirstOrDefault(label => label is not null);

    internal static bool Same(string one, string other) =>
        one.AsSpan().Trim().Equals(other.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(one);
}
