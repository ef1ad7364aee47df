using AigcStudio.Core;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Runs.Health;

namespace AigcStudio.Generative.Runs;

/// <param name="Sentence">Codes <c>health.*</c>.</param>
/// <param name="Worry">0 = well, 1 = watch it, 2 = act.</param>
public sealed record HealthFinding(Said Sentence, int Worry)
{
    /// <summary>What a person can do about it, one of <see cref="HealthActs"/>; null for nothing.</summary>
    public string? Act => HealthActs.For(Sentence.Code);

    public static HealthFinding StartingUp { get; } = new(Said.Of("health.startingUp"), 0);

    public static HealthFinding LearningWell { get; } = new(Said.Of("health.learningWell"), 0);

    public static HealthFinding NotANumber(int step) => new(Said.Of("health.notANumber", step), 2);
}

/// <summary>What a learner may judge by.</summary>
/// <param name="Means">Mean of each series over the last points.</param>
/// <param name="SampleSpread">Mean distance between two of the latest samples, as a share of that between two real examples; null before the first samples.</param>
public sealed record HealthEvidence(int Step, int Steps, IReadOnlyDictionary<string, double> Means, double? SampleSpread)
{
    /// <summary>The way of each series so far.</summary>
    public required IReadOnlyDictionary<string, SeriesTrack> Tracks { get; init; }

    /// <summary>What real examples look or sound like; null for texts.</summary>
    public SampleFacts? Real { get; init; }

    /// <summary>What the latest samples look or sound like; null for texts, and before the first.</summary>
    public SampleFacts? Samples { get; init; }
}
