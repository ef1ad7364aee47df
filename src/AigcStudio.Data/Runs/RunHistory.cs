using System.Text.Json;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>Reads of what a run has left behind: points, samples, checkpoints, log. Each checks that the viewer may see the run.</summary>
public sealed class RunHistory(IDbContextFactory<StudioDb> databases)
{
    /// <summary>All lines that the log of a run ever has.</summary>
    public const int MostLines = RunLog.MostLines;

    /// <summary>The run's series from a step on.</summary>
    /// <param name="series">Ids of the series; empty for all.</param>
    /// <param name="fromStep">The first step wanted: a page that has the rest asks for what is new.</param>
    /// <param name="atMost">Points of one series; where there are more they are thinned, extremes kept.</param>
    public async Task<IReadOnlyList<SeriesPoints>> PointsAsync(
        Viewer viewer, Guid runId, IReadOnlyCollection<string> series, int fromStep, int atMost, CancellationToken cancel)
    {
        await using var db = await OpenAsync(viewer, runId, cancel);
        var points = await db.RunPoints.AsNoTracking()
            .Where(p => p.RunId == runId && p.Step >= fromStep && (series.Count == 0 || series.Contains(p.Series)))
            .OrderBy(p => p.Step)
            .Select(p => new { p.Series, p.Step, p.Value })
            .ToListAsync(cancel);
        return [.. points
            .GroupBy(p => p.Series)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new SeriesPoints(g.Key, Thinning.Thin([.. g.Select(p => new SeriesPoint(p.Step, p.Value))], atMost)))];
    }

    /// <summary>By step; the pictures are served by <c>/api/runs/{id}/samples/{step}/sheet</c>.</summary>
    public async Task<IReadOnlyList<RunSample>> SamplesAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        await using var db = await OpenAsync(viewer, runId, cancel);
        return await db.RunSamples.AsNoTracking().Where(s => s.RunId == runId).OrderBy(s => s.Step).ToListAsync(cancel);
    }

    /// <summary>The sheet's blob at one step, and the form of the examples in it.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<StepSample> SampleAsync(Viewer viewer, Guid runId, int atStep, CancellationToken cancel)
    {
        await using var db = await OpenAsync(viewer, runId, cancel);
        var sample = await db.RunSamples.AsNoTracking().SingleOrDefaultAsync(s => s.RunId == runId && s.Step == atStep, cancel)
            ?? throw RefusedException.NotFound();
        var form = await db.Runs.Where(r => r.Id == runId).Select(r => r.Form).SingleAsync(cancel);
        return new StepSample(sample, JsonSerializer.Deserialize<ExampleForm>(form)!);
    }

    /// <summary>The form of a run's examples: it says how its samples are kept.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<ExampleForm> FormAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        await using var db = await OpenAsync(viewer, runId, cancel);
        return JsonSerializer.Deserialize<ExampleForm>(await db.Runs.Where(r => r.Id == runId).Select(r => r.Form).SingleAsync(cancel))!;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Checkpoint>> CheckpointsAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        await using var db = await OpenAsync(viewer, runId, cancel);
        return await db.Checkpoints.AsNoTracking().Where(c => c.RunId == runId).OrderByDescending(c => c.Step).ToListAsync(cancel);
    }

    /// <summary>The log, oldest first, after a sequence number.</summary>
    /// <param name="least">Lines that matter less are left out.</param>
    public async Task<IReadOnlyList<RunLine>> LinesAsync(
        Viewer viewer, Guid runId, long after, RunLineLevel least, int take, CancellationToken cancel)
    {
        await using var db = await OpenAsync(viewer, runId, cancel);
        return await db.RunLines.AsNoTracking()
            .Where(l => l.RunId == runId && l.Sequence > after && l.Level >= least)
            .OrderBy(l => l.Sequence)
            .Take(Math.Clamp(take, 1, MostLines))
            .ToListAsync(cancel);
    }

    private async Task<StudioDb> OpenAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Runs.VisibleTo(viewer).AnyAsync(r => r.Id == runId, cancel))
        {
            return db;
        }

        await db.DisposeAsync();
        throw RefusedException.NotFound();
    }
}

/// <param name="Form">Of the run's examples.</param>
public sealed record StepSample(RunSample Sample, ExampleForm Form);
