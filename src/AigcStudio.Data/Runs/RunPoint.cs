using AigcStudio.Core;
using AigcStudio.Core.Runs;

namespace AigcStudio.Data.Runs;

/// <summary>One point of a series; unique by run, series and step.</summary>
public sealed class RunPoint
{
    public Guid RunId { get; init; }

    public required string Series { get; init; }

    public int Step { get; init; }

    public double Value { get; init; }
}

/// <summary>
/// The samples of one step: the same seeds at every step. Pictures are kept as one PNG sheet, texts as a JSON array of strings (a
/// question and its reply with U+001F between them), sounds as one WAV of all clips one after another.
/// </summary>
public sealed class RunSample
{
    public Guid RunId { get; init; }

    public int Step { get; init; }

    public required string BlobHash { get; init; }

    public int Count { get; init; }

    /// <summary>After the samples the sheet holds so many held-out examples, and then the same as the model made them again.</summary>
    public int Echoes { get; init; }

    public int Columns { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The share of a sheet's rows, from the top, that are samples; below lie the held-out examples and the same made again. 1 where there are no rows.</summary>
    public static System.Linq.Expressions.Expression<Func<RunSample, double>> ShareOfSamples { get; } = s => s.Columns == 0
        ? 1.0
        : (double)((s.Count + s.Columns - 1) / s.Columns) / ((s.Count + (2 * s.Echoes) + s.Columns - 1) / s.Columns);
}

/// <summary>The networks at a step, from which a run resumes and models are made.</summary>
public sealed class Checkpoint
{
    public Guid Id { get; init; }

    public Guid RunId { get; init; }

    public int Step { get; init; }

    public required string BlobHash { get; init; }

    public long Bytes { get; init; }

    public CheckpointReason Reason { get; init; }

    /// <summary>The number of the last event that it knows of: what came later is forgotten on resume.</summary>
    public long Sequence { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A line of the run's log.</summary>
public sealed class RunLine
{
    public Guid RunId { get; init; }

    public long Sequence { get; init; }

    public DateTimeOffset At { get; init; }

    public RunLineLevel Level { get; init; }

    public required Said Sentence { get; init; }

    /// <summary>True for what the studio itself tells of attempts and recoveries: it happened, whatever the run goes back to.</summary>
    public bool OfStudio { get; init; }
}
