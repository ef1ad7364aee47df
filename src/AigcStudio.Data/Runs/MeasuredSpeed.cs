namespace AigcStudio.Data.Runs;

/// <summary>What one recipe costs on one device of this host: measured before its first run, corrected by the runs that followed.</summary>
public sealed class MeasuredSpeed
{
    /// <summary>SHA-256 in hex over everything the cost depends on: family, settings, the dataset's shape, device, release.</summary>
    public required string Key { get; init; }

    public required string FamilyId { get; init; }

    /// <summary>Its name, as <see cref="Core.Runs.EngineDevice"/> tells it.</summary>
    public required string Device { get; init; }

    /// <summary><see cref="Core.Runs.TrainPlan"/> as JSON text.</summary>
    public required string Plan { get; init; }

    /// <summary>Of the plan: a few steps on made-up examples.</summary>
    public double PlannedSecondsPerStep { get; init; }

    /// <summary>Mean of whole runs, drawing samples, saving and measuring included; null before the first one ended.</summary>
    public double? LivedSecondsPerStep { get; set; }

    /// <summary>Steps that the mean was taken over.</summary>
    public long LivedSteps { get; set; }

    /// <summary>Runs that it was taken over.</summary>
    public int Runs { get; set; }

    public DateTimeOffset MeasuredAt { get; init; }

    public DateTimeOffset? LivedAt { get; set; }
}
