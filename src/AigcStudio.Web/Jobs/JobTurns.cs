using AigcStudio.Core;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Runs;

namespace AigcStudio.Web.Jobs;

/// <summary>Whose turn it is, lane by lane: each job that waits, with its place and, for trainings, when it will start.</summary>
public sealed class JobTurns(JobClaims claims, RunOutlook outlook, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<Guid, JobTurn>> ReadAsync(CancellationToken cancel)
    {
        var turns = new Dictionary<Guid, JobTurn>();
        foreach (var lane in JobLane.All)
        {
            var waiting = await claims.WaitingAsync(lane.Kinds, cancel);
            for (var i = 0; i < waiting.Count; i++)
            {
                turns[waiting[i].Id] = new JobTurn(i + 1, waiting.Count, null);
            }

            if (lane == JobLane.Trainings && waiting.Count > 0)
            {
                await TimeAsync(turns, cancel);
            }
        }

        return turns;
    }

    private async Task TimeAsync(Dictionary<Guid, JobTurn> turns, CancellationToken cancel)
    {
        try
        {
            var now = clock.GetUtcNow();
            foreach (var (id, seconds) in (await outlook.LookAsync(cancel)).SecondsUntilStart)
            {
                if (turns.TryGetValue(id, out var turn))
                {
                    turns[id] = turn with { StartsAt = now.AddSeconds(seconds) };
                }
            }
        }
        catch (StudioException)
        {
            // The Engine does not say how many trainings run at once: the places are known, the times are not.
        }
    }
}

/// <param name="Position">1 for the next of its lane.</param>
/// <param name="Waiting">How many wait in that lane.</param>
/// <param name="StartsAt">By the measured speed of those before it; null where that is not known.</param>
public sealed record JobTurn(int Position, int Waiting, DateTimeOffset? StartsAt);
