using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Accounts;

namespace AigcStudio.Data.Runs;

/// <summary>One training, from its recipe to its outcome.</summary>
public sealed class Run : IOwned
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public Guid OwnerId { get; init; }

    public Visibility Visibility { get; set; } = Visibility.Shared;

    public Guid DatasetVersionId { get; init; }

    public required string FamilyId { get; init; }

    /// <summary><c>quick</c>, <c>good</c>, <c>best</c> or <c>own</c>.</summary>
    public required string Preset { get; init; }

    /// <summary><see cref="Core.Models.Recipe.Settings"/>, complete, as JSON text.</summary>
    public required string Settings { get; init; }

    public int Seed { get; init; }

    /// <summary>The budget asked for; null where steps were given.</summary>
    public double? BudgetMinutes { get; init; }

    /// <summary>The budget that counts, fixed when the run was queued.</summary>
    public int Steps { get; set; }

    /// <summary><see cref="Core.Datasets.ExampleForm"/> as JSON text.</summary>
    public required string Form { get; set; }

    public RunState State { get; set; }

    public int Step { get; set; }

    public string Device { get; set; } = "";

    public long Parameters { get; set; }

    public double ExamplesPerSecond { get; set; }

    public double SecondsPerStep { get; set; }

    public long ResidentBytes { get; set; }

    public long? DeviceBytes { get; set; }

    public Said? Health { get; set; }

    /// <summary>0 = well, 1 = watch it, 2 = act.</summary>
    public int Worry { get; set; }

    /// <summary>Why it failed, what is safe, what to do.</summary>
    public Said? Failure { get; set; }

    public long LastSequence { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? TrashedAt { get; set; }
}
