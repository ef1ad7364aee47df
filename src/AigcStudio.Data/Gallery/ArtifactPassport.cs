using AigcStudio.Core.Accounts;

namespace AigcStudio.Data.Gallery;

/// <summary>Everything that decides and vouches for an artifact: who made it, with what, from what, by what right.</summary>
/// <param name="Settings">Of the recipe, JSON.</param>
/// <param name="DrawSettings">Of the draw, JSON.</param>
/// <param name="Rights">The dataset's rights statement, in the uploader's words.</param>
/// <param name="MayChange">Whether the viewer may put it in the trash.</param>
public sealed record ArtifactPassport(
    ArtifactTile Tile,
    long Bytes,
    Guid GenerationId,
    Guid OwnerId,
    string OwnerName,
    Visibility Visibility,
    Guid CheckpointId,
    string? ModelName,
    string RunName,
    string FamilyId,
    string Preset,
    int RecipeSeed,
    string Settings,
    string DrawSettings,
    Guid DatasetId,
    string DatasetName,
    int DatasetVersion,
    Guid DatasetVersionId,
    string Rights,
    DateTimeOffset? RightsConfirmedAt,
    DateTimeOffset? TrashedAt,
    bool MayChange);
