using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;

namespace AigcStudio.Data.Datasets;

/// <summary>A collection that people upload into; trainings use its frozen versions.</summary>
public sealed class Dataset : IOwned
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public Modality Modality { get; init; }

    public Guid OwnerId { get; init; }

    public Visibility Visibility { get; set; } = Visibility.Shared;

    /// <summary>Where the material comes from and by what right it is used, in the uploader's words.</summary>
    public string RightsStatement { get; set; } = "";

    public DateTimeOffset? RightsConfirmedAt { get; set; }

    public Guid? RightsConfirmedById { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? TrashedAt { get; set; }

    public List<DatasetFile> Files { get; init; } = [];

    public List<DatasetVersion> Versions { get; init; } = [];
}

/// <summary>A file of the next version, whole or on its way.</summary>
public sealed class DatasetFile
{
    public Guid Id { get; init; }

    public Guid DatasetId { get; init; }

    /// <summary>As the uploader calls it: shown, never a path.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes the uploader announced; -1 while unknown.</summary>
    public long Length { get; set; }

    /// <summary>Bytes that have arrived and are safe.</summary>
    public long Received { get; set; }

    /// <summary>The version that takes it in; once that is frozen, the file's bytes are given up.</summary>
    public Guid? VersionId { get; set; }

    /// <summary>How a file of texts is cut into items, as JSON; null for what its kind suggests.</summary>
    public string? Reading { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public bool IsComplete => Length == Received;
}
