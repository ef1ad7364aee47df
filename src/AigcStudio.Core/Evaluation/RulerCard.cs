namespace AigcStudio.Core.Evaluation;

/// <summary>
/// The network whose features are compared: made of the real data alone, frozen, and known by its hash. Figures of two rulers are of two worlds.
/// </summary>
/// <param name="Name">What it is: <c>local</c> for a network trained here, <c>random</c> for one that nothing could be trained on.</param>
/// <param name="Hash">SHA-256 of its file.</param>
/// <param name="Task">What it learned: <c>labels</c>, <c>turns</c> (by how many quarters a picture is turned), <c>flips</c>, <c>none</c>.</param>
/// <param name="Accuracy">On held-out items, 0 to 1; null where it learned nothing.</param>
/// <param name="Chance">Accuracy of guessing.</param>
/// <param name="Trials">Its self-test.</param>
public sealed record RulerCard(string Name, string Hash, string Task, double? Accuracy, double Chance, IReadOnlyList<RulerTrial> Trials)
{
    /// <summary>True where every planted harm raised the distance.</summary>
    public bool Trusted => Trials.All(t => t.Raised);
}

/// <summary>Real items, harmed on purpose, against other real items.</summary>
/// <param name="Harm"><c>noise</c>, <c>blur</c>, <c>lostLabel</c>, <c>repeats</c>.</param>
/// <param name="Unharmed">The distance without the harm.</param>
public sealed record RulerTrial(string Harm, double Distance, double Unharmed)
{
    public bool Raised => Distance > Unharmed;
}
