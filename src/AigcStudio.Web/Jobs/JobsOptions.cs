using System.ComponentModel.DataAnnotations;

namespace AigcStudio.Web.Jobs;

/// <summary>Section <c>Jobs</c> of the configuration.</summary>
public sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>Imports and exports at once. Default 2.</summary>
    [Range(1, 64)]
    public int LightWorkers { get; set; } = 2;

    /// <summary>Draws at once; they share one warm Engine per device. Default 1.</summary>
    [Range(1, 16)]
    public int DrawWorkers { get; set; } = 1;

    /// <summary>Seconds between a worker's signs of life. Default 5.</summary>
    [Range(0.1, 60)]
    public double HeartbeatSeconds { get; set; } = 5;

    /// <summary>Seconds without a sign of life after which a worker counts as dead. Default 30; several times the heartbeat.</summary>
    [Range(0.5, 600)]
    public double LeaseSeconds { get; set; } = 30;

    /// <summary>Seconds between two looks at the table for what nobody holds. Default 10.</summary>
    [Range(0.1, 60)]
    public double RoundSeconds { get; set; } = 10;

    /// <summary>Seconds that a training has to checkpoint and leave after it was asked to, before its Engine is killed. Default 30.</summary>
    [Range(1, 600)]
    public double GraceSeconds { get; set; } = 30;

    /// <summary>At most this much training is lost by a kill, seconds. Default 45.</summary>
    [Range(1, 3600)]
    public double CheckpointSeconds { get; set; } = 45;
}
