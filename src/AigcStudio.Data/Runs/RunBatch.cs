using AigcStudio.Core.Runs;

namespace AigcStudio.Data.Runs;

/// <summary>What a training has told since the last write; one transaction puts it into the rows.</summary>
public sealed class RunBatch
{
    public List<RunPoint> Points { get; } = [];

    public List<RunLine> Lines { get; } = [];

    public List<RunSample> Samples { get; } = [];

    public List<Checkpoint> Checkpoints { get; } = [];

    public TrainingStarted? Started { get; set; }

    public MetersReported? Meters { get; set; }

    /// <summary>Measured between two meters; null where there were none.</summary>
    public double? SecondsPerStep { get; set; }

    public HealthJudged? Health { get; set; }

    /// <summary>The highest step heard of, or null.</summary>
    public int? Step { get; set; }

    /// <summary>The number of the last event in here, or 0.</summary>
    public long LastSequence { get; set; }

    public bool IsEmpty => LastSequence == 0 && Lines.Count == 0;
}
