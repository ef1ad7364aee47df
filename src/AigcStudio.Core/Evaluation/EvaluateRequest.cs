namespace AigcStudio.Core.Evaluation;

/// <summary>A model is to be measured against the dataset version that it learned from.</summary>
/// <param name="PackPath">The version in the form that the model learned from.</param>
/// <param name="RulerPath">Where the version's ruler lies; it is made there first where it does not.</param>
/// <param name="PairsPath">
/// Where the nearest pairs go: what was made, then what it is nearest to, as <see cref="CopyFindings"/> counts them; of an enlarger what
/// <see cref="EnlargingFindings"/> shows.
/// </param>
/// <param name="Count">Examples to draw, or held-out originals to enlarge, at most; fewer where the version has not twice as many items.</param>
public sealed record EvaluateRequest(
    Guid EvaluationId, string CheckpointPath, string PackPath, string RulerPath, string PairsPath, int Count, int Seed, string Device)
{
    /// <summary>Null where none was supplied: a report of pictures then has no FID.</summary>
    public InceptionFile? Inception { get; init; }
}
