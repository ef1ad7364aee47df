using AigcStudio.Core.Models;

namespace AigcStudio.Core.Runs;

/// <summary>One attempt at a run, as handed to an Engine.</summary>
/// <param name="PackPath">An <see cref="Datasets.ExamplePack"/> in the form that <see cref="IEngine.PlanAsync"/> named.</param>
/// <param name="SpoolFolder">Where the Engine puts samples and checkpoints; made by the caller, empty.</param>
/// <param name="ResumeFrom">A checkpoint of the same run, or null to start at step 0.</param>
/// <param name="FirstSequence">Number of the first event.</param>
/// <param name="SampleEverySteps">0 for no samples but those asked for.</param>
/// <param name="CheckpointEverySeconds">At most this much is lost by a kill.</param>
/// <param name="ReportEverySeconds">Points and meters come no more often than this.</param>
public sealed record TrainRequest(
    Guid RunId,
    Recipe Recipe,
    string PackPath,
    string SpoolFolder,
    string? ResumeFrom,
    long FirstSequence,
    int SampleEverySteps,
    double CheckpointEverySeconds,
    double ReportEverySeconds,
    string Device)
{
    /// <summary>Little enough that nobody waits for it.</summary>
    public const double UsualLookShare = 0.03;

    /// <summary>Where the ruler of the dataset version lies, or is to be made, to measure the run by while it learns; null for no measuring.</summary>
    public string? RulerPath { get; init; }

    /// <summary>Of the run's time, the share that looks may take together, 0 to 1; null for no limit.</summary>
    public double? MostLookShare { get; init; }
}

public enum TrainEnding
{
    Finished,
    Paused,
    Cancelled,

    /// <summary>A loss or gradient was not a number; <see cref="TrainOutcome.Step"/> names the step.</summary>
    Diverged,
}

/// <summary>How an attempt ended; its last checkpoint came as an event before.</summary>
public sealed record TrainOutcome(TrainEnding Ending, int Step, Said? Reason);

/// <summary>What a person may ask of a training while it runs.</summary>
public enum TrainCommand
{
    /// <summary>Draw samples after the current step.</summary>
    Sample,

    /// <summary>Write a checkpoint after the current step.</summary>
    Checkpoint,

    /// <summary>Write a checkpoint and end with <see cref="TrainEnding.Paused"/>.</summary>
    Pause,

    /// <summary>Write a checkpoint and end with <see cref="TrainEnding.Cancelled"/>.</summary>
    Cancel,
}
