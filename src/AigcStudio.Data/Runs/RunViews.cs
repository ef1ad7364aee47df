using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;

namespace AigcStudio.Data.Runs;

/// <summary>Which runs a list shows; null for any.</summary>
/// <param name="Active">True for those that are not over, false for those that are.</param>
/// <param name="Mine">Only the viewer's own.</param>
/// <param name="Search">Part of a run's or dataset's name.</param>
/// <param name="Trashed">The trash instead of the rest.</param>
public sealed record RunFilter(
    bool? Active = null, RunState? State = null, string? FamilyId = null, Guid? DatasetId = null, bool Mine = false, string? Search = null, bool Trashed = false);

/// <summary>A run as a list shows it.</summary>
/// <param name="SampleStep">The newest samples' step, or null while there are none.</param>
/// <param name="SecondsLeft">Until it is done, at the measured speed; null where it is over or not known yet.</param>
public sealed record RunCard(
    Guid Id,
    string Name,
    Guid OwnerId,
    string OwnerName,
    Visibility Visibility,
    string FamilyId,
    string Preset,
    Guid DatasetId,
    string DatasetName,
    Guid DatasetVersionId,
    int DatasetVersion,
    RunState State,
    int Step,
    int Steps,
    double ExamplesPerSecond,
    double? SecondsLeft,
    Said? Health,
    int Worry,
    int? SampleStep,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>Of what it learns and draws.</summary>
    public Modality Modality { get; init; }

    /// <summary><see cref="RunSample.ShareOfSamples"/>.</summary>
    public double SampleShare { get; init; } = 1;

    /// <summary>Of the dataset version.</summary>
    public int ItemCount { get; init; }

    /// <summary>Of those items, the ones that the studio's own models made.</summary>
    public int GeneratedCount { get; init; }
}

/// <summary>A run as its page shows it.</summary>
/// <param name="Settings">Complete settings as JSON text.</param>
/// <param name="Attempt">How often its latest job was started.</param>
/// <param name="JobId">Its latest job, or null before it was queued.</param>
/// <param name="Models">Models published from it.</param>
/// <param name="MayChange">Whether the viewer may pause, cancel, publish and so on.</param>
public sealed record RunDetail(
    RunCard Card,
    int Seed,
    string Settings,
    double? BudgetMinutes,
    ExampleForm Form,
    string Device,
    long Parameters,
    double SecondsPerStep,
    long ResidentBytes,
    long? DeviceBytes,
    Said? Failure,
    long LastSequence,
    Guid? JobId,
    int Attempt,
    IReadOnlyList<Guid> Models,
    bool MayChange,
    DateTimeOffset? TrashedAt);

/// <summary>One line of the chart, thinned where there are more points than asked for.</summary>
public sealed record SeriesPoints(string Series, IReadOnlyList<SeriesPoint> Points);

public readonly record struct SeriesPoint(int Step, double Value);
