using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;

namespace AigcStudio.Data.Runs;

/// <summary>A run with what its card shows of its neighbours.</summary>
internal sealed record RunRow(Run Run, string OwnerName, Guid DatasetId, string DatasetName, int DatasetVersion, int ItemCount, int GeneratedCount, Modality Modality, int? SampleStep, double SampleShare)
{
    public static IQueryable<RunRow> Of(StudioDb db, IQueryable<Run> runs) =>
        from run in runs
        join version in db.DatasetVersions on run.DatasetVersionId equals version.Id
        join dataset in db.Datasets on version.DatasetId equals dataset.Id
        select new RunRow(
            run,
            db.Users.Where(p => p.Id == run.OwnerId).Select(p => p.DisplayName).FirstOrDefault() ?? "",
            dataset.Id,
            dataset.Name,
            version.Number,
            version.Count,
            version.GeneratedCount,
            dataset.Modality,
            db.RunSamples.Where(s => s.RunId == run.Id).Max(s => (int?)s.Step),
            db.RunSamples.Where(s => s.RunId == run.Id).Select(RunSample.ShareOfSamples).FirstOrDefault());

    public RunCard ToCard() => new(
        Run.Id,
        Run.Name,
        Run.OwnerId,
        OwnerName,
        Run.Visibility,
        Run.FamilyId,
        Run.Preset,
        DatasetId,
        DatasetName,
        Run.DatasetVersionId,
        DatasetVersion,
        Run.State,
        Run.Step,
        Run.Steps,
        Run.ExamplesPerSecond,
        Run.State is RunState.Queued or RunState.Preparing or RunState.Running ? (Run.Steps - Run.Step) * Run.SecondsPerStep : null,
        Run.Health,
        Run.Worry,
        SampleStep,
        Run.CreatedAt,
        Run.StartedAt,
        Run.EndedAt)
    {
        Modality = Modality,
        SampleShare = SampleShare,
        ItemCount = ItemCount,
        GeneratedCount = GeneratedCount,
    };
}
