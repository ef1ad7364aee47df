namespace AigcStudio.Core.Recommendations;

/// <summary>What moves an artifact up in somebody's order: the summands of the model that weigh most, as they are.</summary>
/// <param name="Feature">One of <see cref="FeatureNames"/>.</param>
/// <param name="Argument">Name of the label or id of the model; null for other features.</param>
/// <param name="More">Whether it has more of the feature than the mean of what could be recommended, or less.</param>
/// <param name="Contribution">Weight times deviation, in half stars' units: 1 is two stars.</param>
/// <param name="Alike">How many the person gave four stars or more share it at least half as strongly.</param>
/// <param name="Examples">Up to three of these, the strongest first.</param>
public sealed record TasteReason(string Feature, string? Argument, bool More, double Contribution, int Alike, IReadOnlyList<Guid> Examples);
