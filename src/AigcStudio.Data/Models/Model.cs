using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;

namespace AigcStudio.Data.Models;

/// <summary>A published checkpoint: what people draw from.</summary>
public sealed class Model : IOwned
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public Guid OwnerId { get; init; }

    public Visibility Visibility { get; set; } = Visibility.Shared;

    public Guid RunId { get; init; }

    public Guid CheckpointId { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    public DateTimeOffset? TrashedAt { get; set; }
}
