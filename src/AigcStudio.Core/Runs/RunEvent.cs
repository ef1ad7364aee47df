using System.Text.Json.Serialization;

namespace AigcStudio.Core.Runs;

/// <summary>Something that happened in a run. Numbered without gaps by the Engine; a gap means that something dropped: read the row.</summary>
/// <param name="Sequence">
/// 1, 2, 3 ... over the whole life of the run; a resumed run goes on counting. 0 for what the studio adds by itself.
/// </param>
public sealed record RunEvent(long Sequence, DateTimeOffset At, RunEventPayload Payload);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TrainingStarted), "started")]
[JsonDerivedType(typeof(PointsReported), "points")]
[JsonDerivedType(typeof(MetersReported), "meters")]
[JsonDerivedType(typeof(SamplesDrawn), "samples")]
[JsonDerivedType(typeof(CheckpointWritten), "checkpoint")]
[JsonDerivedType(typeof(HealthJudged), "health")]
[JsonDerivedType(typeof(RunNoted), "note")]
[JsonDerivedType(typeof(RunStateChanged), "state")]
[JsonDerivedType(typeof(WorkProgressed), "progress")]
public abstract record RunEventPayload;

/// <param name="Device">For example <c>cpu</c> or <c>cuda:0 (NVIDIA H100)</c>.</param>
/// <param name="Parameters">Trainable numbers in all networks.</param>
public sealed record TrainingStarted(string Device, int FromStep, int Steps, long Parameters) : RunEventPayload;

/// <param name="Values">Series id (<see cref="Models.SeriesDescriptor.Id"/>) to the mean since the last report.</param>
public sealed record PointsReported(int Step, IReadOnlyDictionary<string, double> Values) : RunEventPayload
{
    /// <summary>The series by which a run is measured while it learns, whatever its family: a Frechet distance by its version's ruler.</summary>
    public const string Quality = "quality.frechet";

    /// <summary>Beside it, 0 to 1: how much of what is made then could be real (precision, Kynkaanniemi et al. 2019).</summary>
    public const string Fidelity = "quality.precision";

    /// <summary>Beside it, 0 to 1: how much of what is real has something made close by (coverage, Naeem et al. 2020).</summary>
    public const string Variety = "quality.coverage";
}

/// <param name="ExamplesPerSecond">Since the last report.</param>
/// <param name="ResidentBytes">Memory of the Engine.</param>
/// <param name="DeviceBytes">Memory taken on the device; null on the processor.</param>
public sealed record MetersReported(int Step, double ExamplesPerSecond, long ResidentBytes, long? DeviceBytes) : RunEventPayload;

/// <param name="File">Raw examples in the run's form, one after another, in the spool folder; the receiver deletes it.</param>
/// <param name="Count">Examples in the file: the same seeds in the same order at every step.</param>
public sealed record SamplesDrawn(int Step, string File, int Count, Datasets.ExampleForm Form) : RunEventPayload
{
    /// <summary>
    /// After the samples come so many held-out examples, and then the same as the model makes them again; 0 where it has no way back.
    /// </summary>
    public int Echoes { get; init; }

    /// <summary>Examples in the file.</summary>
    [JsonIgnore]
    public int Total => Count + (2 * Echoes);
}

public enum CheckpointReason
{
    Timed,
    Asked,
    Paused,
    Cancelled,
    Finished,

    /// <summary>The best so far, as the run was measured.</summary>
    Best,
}

/// <param name="File">In the spool folder; the receiver moves it away.</param>
public sealed record CheckpointWritten(int Step, string File, long Bytes, CheckpointReason Reason) : RunEventPayload;

/// <summary>One sentence for a person about how the run is doing.</summary>
/// <param name="Sentence">Codes <c>health.*</c>.</param>
/// <param name="Worry">0 = well, 1 = watch it, 2 = act.</param>
public sealed record HealthJudged(int Step, Said Sentence, int Worry) : RunEventPayload
{
    /// <summary>What a person can do about it, one of <see cref="HealthActs"/>; null for nothing, and in what was stored before there were acts.</summary>
    public string? Act { get; init; }
}

/// <summary>Something worth a line in the run's log.</summary>
public sealed record RunNoted(Said Sentence) : RunEventPayload;

/// <summary>The run's row changed in more than its numbers: read it.</summary>
public sealed record RunStateChanged(RunState State) : RunEventPayload;

/// <summary>How far a work other than a training is; it belongs to no run.</summary>
public sealed record WorkProgressed(Jobs.JobProgress Progress) : RunEventPayload;
