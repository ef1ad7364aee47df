using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Storage;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Jobs;

public sealed class JobMachineTests
{
    private static readonly Said Cause = Said.Of("jobs.workerLost");

    private static readonly Dictionary<JobState, JobState[]> Legal = new()
    {
        [JobState.Queued] = [JobState.Running, JobState.Paused, JobState.Cancelled],
        [JobState.Running] =
        [
            JobState.Queued, JobState.Pausing, JobState.Paused, JobState.Cancelling, JobState.Succeeded, JobState.Failed, JobState.Cancelled,
            JobState.Quarantined,
        ],
        [JobState.Pausing] = [JobState.Paused, JobState.Cancelling, JobState.Succeeded, JobState.Failed, JobState.Cancelled],
        [JobState.Paused] = [JobState.Queued, JobState.Cancelled],
        [JobState.Cancelling] = [JobState.Succeeded, JobState.Failed, JobState.Cancelled],
        [JobState.Succeeded] = [],
        [JobState.Failed] = [],
        [JobState.Cancelled] = [],
        [JobState.Quarantined] = [],
    };

    [Fact]
    public void The_moves_are_the_machine_and_nothing_more() =>
        Assert.Equal(
            Legal.SelectMany(l => l.Value.Select(to => (l.Key, to))).Order(),
            JobMove.All.SelectMany(m => m.From.Select(from => (from, m.To))).Distinct().Order());

    /// <summary>Four hands at once, each with its own random list of acts: whatever the interleaving, the row only ever steps legally.</summary>
    [Fact]
    public async Task Random_interleavings_never_leave_the_machine()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var steps = new List<(JobState From, JobState To)>();
        var acts = Gen.Choose(0, 11).ArrayOf(12).ArrayOf(4).Sample(12, 40);
        foreach (var hands in acts)
        {
            var table = studio.Services.GetRequiredService<JobTable>();
            var id = await table.EnqueueAsync(JobKind.Train, Guid.CreateVersion7(), Guid.CreateVersion7(), "{}", CancellationToken.None);
            steps.AddRange(await PlayAsync(studio, id, hands));
        }

        Assert.Equal([], steps.Where(s => !Legal[s.From].Contains(s.To)).Distinct());
        Assert.True(steps.Distinct().Count() > 8, $"Only {steps.Distinct().Count()} kinds of step were tried.");
    }

    private static async Task<List<(JobState From, JobState To)>> PlayAsync(TemporaryStudio studio, Guid id, IEnumerable<IEnumerable<int>> hands)
    {
        // A trigger of SQLite itself writes the history: what it saw is what happened, whoever did it.
        await using var db = await studio.DbAsync();
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS Seen (At INTEGER PRIMARY KEY, Job TEXT, Was INTEGER, Now INTEGER)");
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER IF NOT EXISTS Watch AFTER UPDATE OF State ON Jobs WHEN OLD.State <> NEW.State " +
            "BEGIN INSERT INTO Seen (Job, Was, Now) VALUES (NEW.Id, OLD.State, NEW.State); END");
        await Task.WhenAll(hands.Select(h => Task.Run(() => ActAsync(studio, id, h))));
        var seen = await db.Database
            .SqlQueryRaw<Step>("SELECT Was, Now FROM Seen WHERE Job = {0} ORDER BY At", id.ToString().ToUpperInvariant())
            .ToListAsync();
        return [.. seen.Select(s => ((JobState)s.Was, (JobState)s.Now))];
    }

    private static async Task ActAsync(TemporaryStudio studio, Guid id, IEnumerable<int> acts)
    {
        var (table, claims) = (studio.Services.GetRequiredService<JobTable>(), studio.Services.GetRequiredService<JobClaims>());
        var none = CancellationToken.None;
        foreach (var act in acts)
        {
            await using var db = await studio.DbAsync();
            var token = await db.Jobs.Where(j => j.Id == id).Select(j => j.FencingToken).SingleAsync();
            await (act switch
            {
                0 or 1 or 2 => (Task)claims.ClaimAsync(id, "worker", none),
                3 or 4 => table.PauseAsync(id, none),
                5 or 6 => table.ResumeAsync(id, none),
                7 => claims.EndAsync(id, token, JobMove.Park, null, none),
                8 or 9 => claims.LoseAsync(id, token, Cause, none),
                10 => claims.EndAsync(id, token, JobMove.Succeed, null, none),
                _ => table.CancelAsync(id, none),
            });
        }
    }

    private sealed record Step(long Was, long Now);
}
