using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Runs;

namespace AigcStudio.Data.Models;

/// <summary>Which models a list shows; null for any.</summary>
public sealed record ModelFilter(string? FamilyId = null, Guid? RunId = null, bool Mine = false, string? Search = null, bool Trashed = false);

/// <summary>A model as a list shows it.</summary>
/// <param name="CheckpointStep">The step at which its networks were saved.</param>
/// <param name="SampleStep">The run's samples nearest before that step (<c>/api/runs/{RunId}/samples/{SampleStep}/sheet</c>), or null.</param>
/// <param name="Labels">Names that a draw can ask for; empty where the data had none.</param>
public sealed record ModelCard(
    Guid Id,
    string Name,
    Guid OwnerId,
    string OwnerName,
    Visibility Visibility,
    Guid RunId,
    string RunName,
    Guid CheckpointId,
    int CheckpointStep,
    string FamilyId,
    IReadOnlyList<string> Labels,
    int? SampleStep,
    int ArtifactCount,
    DateTimeOffset PublishedAt,
    DateTimeOffset? TrashedAt)
{
    /// <summary>Of what it draws.</summary>
    public Modality Modality { get; init; }

    /// <summary><see cref="RunSample.ShareOfSamples"/> of its run.</summary>
    public double SampleShare { get; init; } = 1;
}

/// <summary>A model as its page shows it.</summary>
/// <param name="Run">Where it comes from: recipe, dataset version, owner.</param>
/// <param name="RightsStatement">Of the dataset, as its passport has it.</param>
public sealed record ModelDetail(ModelCard Card, RunDetail Run, long CheckpointBytes, string RightsStatement, bool MayChange);
