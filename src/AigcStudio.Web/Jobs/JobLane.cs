using AigcStudio.Core.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>Jobs that share workers. A lane is a Hangfire queue: a training never waits behind an import, nor a draw behind either.</summary>
/// <param name="Queue">Hangfire's name of it.</param>
public sealed record JobLane(string Queue, IReadOnlyList<JobKind> Kinds)
{
    public static readonly JobLane Trainings = new("trainings", [JobKind.Train]);

    public static readonly JobLane Draws = new("draws", [JobKind.Draw]);

    public static readonly JobLane Light = new("light", [JobKind.Import, JobKind.Evaluate, JobKind.Export, JobKind.Clean]);

    public static IReadOnlyList<JobLane> All { get; } = [Trainings, Draws, Light];
}
