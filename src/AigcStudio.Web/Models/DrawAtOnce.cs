using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Models;

/// <summary>A small draw that waits for its artifacts: the same generation, job and gallery as a large one, answered in one go.</summary>
public sealed class DrawAtOnce(DrawAsks asks, JobBell bell, IDbContextFactory<StudioDb> databases)
{
    public const int Most = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="Core.Models.RecipeException"><c>draw.count(most)</c> and as <see cref="DrawAsks.QueueAsync"/>.</exception>
    /// <exception cref="DrawException">The draw failed: with its own sentence, or <c>draw.busy</c> where it still waits its turn.</exception>
    public async Task<DrawnNow> DrawAsync(Viewer viewer, GenerationAsk ask, CancellationToken cancel)
    {
        if (ask.Count > Most)
        {
            throw new Core.Models.RecipeException("draw.count", Most);
        }

        return await EndAsync(() => asks.QueueAsync(viewer, ask, cancel), cancel);
    }

    /// <summary>Queues a draw and waits for what it draws.</summary>
    /// <exception cref="DrawException">As <see cref="DrawAsync"/>.</exception>
    public async Task<DrawnNow> EndAsync(Func<Task<QueuedGeneration>> queue, CancellationToken cancel)
    {
        using var rang = new SemaphoreSlim(0);
        void OnRang(Guid id) => rang.Release();
        bell.Rang += OnRang;
        try
        {
            var queued = await queue();
            await WaitAsync(queued.JobId, rang, cancel);
            return await ReadAsync(queued, cancel);
        }
        finally
        {
            bell.Rang -= OnRang;
        }
    }

    private async Task WaitAsync(Guid jobId, SemaphoreSlim rang, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        while (true)
        {
            await using (var db = await databases.CreateDbContextAsync(cancel))
            {
                var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, cancel);
                if (job.State == JobState.Succeeded)
                {
                    return;
                }

                if (JobMove.Endings.Contains(job.State))
                {
                    throw new DrawException(job.Failure ?? Said.Of("draw.stopped"));
                }
            }

            try
            {
                await rang.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new DrawException(Said.Of("draw.busy"));
            }
        }
    }

    private async Task<DrawnNow> ReadAsync(QueuedGeneration queued, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var artifacts = await db.Artifacts
            .Where(a => a.GenerationId == queued.GenerationId)
            .OrderBy(a => a.Index)
            .Select(a => a.Id)
            .ToListAsync(cancel);
        return new DrawnNow(queued.GenerationId, queued.Seed, artifacts);
    }
}

/// <param name="Artifacts">Their ids, in the order of the draw.</param>
public sealed record DrawnNow(Guid GenerationId, int Seed, IReadOnlyList<Guid> Artifacts);

/// <summary>A draw that did not come about, in its own words.</summary>
public sealed class DrawException(Said said) : StudioException(said.Code, [.. said.Arguments]);
