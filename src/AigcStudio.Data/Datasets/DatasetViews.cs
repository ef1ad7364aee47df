using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Datasets;

/// <summary>A dataset in a list.</summary>
/// <param name="Latest">The newest frozen version, or null.</param>
/// <param name="WaitingFiles">Files that are yet to be taken in.</param>
/// <param name="Import">The import in progress or the one that failed last; null otherwise.</param>
public sealed record DatasetCard(
    Guid Id,
    string Name,
    Modality Modality,
    Guid OwnerId,
    Visibility Visibility,
    DateTimeOffset CreatedAt,
    DateTimeOffset? TrashedAt,
    VersionCard? Latest,
    int WaitingFiles,
    ImportView? Import);

public sealed record VersionCard(Guid Id, int Number, int Count, int LabelCount, long Bytes, DateTimeOffset? FrozenAt)
{
    /// <summary>The beginnings of some texts; empty for other kinds.</summary>
    public IReadOnlyList<string> Openings { get; init; } = [];

    /// <summary><see cref="SoundLook.Peaks"/> of some sounds; empty for other kinds.</summary>
    public IReadOnlyList<byte[]> Waveforms { get; init; } = [];
}

/// <summary>How the making of a version stands.</summary>
public sealed record ImportView(
    Guid JobId, Guid VersionId, JobState State, string Phase, long Done, long Total, Said? Failure, DateTimeOffset? StartedAt);

/// <summary>A dataset by itself, its versions newest first.</summary>
public sealed record DatasetDetail(
    Guid Id,
    string Name,
    Modality Modality,
    Guid OwnerId,
    Visibility Visibility,
    string RightsStatement,
    DateTimeOffset? RightsConfirmedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? TrashedAt,
    bool MayChange,
    IReadOnlyList<VersionView> Versions,
    IReadOnlyList<UploadedFile> WaitingFiles);

public sealed record VersionView(
    Guid Id,
    int Number,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FrozenAt,
    int Count,
    int HeldOutCount,
    long Bytes,
    IReadOnlyList<string> Labels,
    int TypicalWidth,
    int TypicalHeight,
    bool Colour,
    HealthReport Health,
    ImportView? Import)
{
    /// <summary><see cref="DatasetSummary.TypicalBytes"/>.</summary>
    public int TypicalBytes { get; init; }

    /// <summary><see cref="DatasetSummary.TypicalReplyBytes"/>: more than 0 where the items are questions and their replies.</summary>
    public int TypicalReplyBytes { get; init; }

    /// <summary><see cref="DatasetSummary.TypicalMilliseconds"/>.</summary>
    public int TypicalMilliseconds { get; init; }

    /// <summary>Items that the studio's own models made; the rest are originals.</summary>
    public int GeneratedCount { get; init; }
}

/// <summary>One item of a version, in the order of its index.</summary>
public sealed record ItemView(int Index, string Name, string? Label, int Width, int Height, bool HeldOut, string Hash)
{
    /// <summary>Texts: the text; the question of a pair.</summary>
    public string? Text { get; init; }

    /// <summary>Pairs: the reply.</summary>
    public string? Reply { get; init; }

    /// <summary>Sounds: length.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Sounds: <see cref="SoundLook.Peaks"/>, in JSON as base64.</summary>
    public byte[]? Peaks { get; init; }

    /// <summary>The artifact that it was made of; null for an original.</summary>
    public Guid? ArtifactId { get; init; }
}

/// <summary>A run that uses a dataset.</summary>
public sealed record DatasetUse(Guid RunId, string RunName);
