using AigcStudio.Core;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>The log of a run as rows: numbered with the run's events, and bounded.</summary>
internal static class RunLog
{
    /// <summary>Lines that a run keeps: some twelve hours of a checkpoint a minute, and all that a person reads.</summary>
    public const int MostLines = 1_000;

    /// <summary>Adds lines of the studio's own, in the caller's transaction, while no Engine of the run numbers its events.</summary>
    public static async Task AddAsync(
        StudioDb db, Guid runId, DateTimeOffset at, RunLineLevel level, IReadOnlyCollection<Said> sentences, CancellationToken cancel)
    {
        var taken = await db.Runs
            .Where(r => r.Id == runId)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.LastSequence, r => r.LastSequence + sentences.Count), cancel);
        if (taken == 0)
        {
            return;
        }

        var last = await db.Runs.Where(r => r.Id == runId).Select(r => r.LastSequence).SingleAsync(cancel);
        db.RunLines.AddRange(sentences.Select((sentence, i) => new RunLine
        {
            RunId = runId,
            Sequence = last - sentences.Count + 1 + i,
            At = at,
            Level = level,
            Sentence = sentence,
            OfStudio = true,
        }));
        await db.SaveChangesAsync(cancel);
        await TrimAsync(db, runId, cancel);
    }

    /// <summary>Forgets what is too much: of the lines that matter least, the oldest.</summary>
    public static async Task TrimAsync(StudioDb db, Guid runId, CancellationToken cancel)
    {
        var surplus = await db.RunLines.CountAsync(l => l.RunId == runId, cancel) - MostLines;
        if (surplus > 0)
        {
            var gone = db.RunLines.Where(l => l.RunId == runId).OrderBy(l => l.Level).ThenBy(l => l.Sequence).Take(surplus).Select(l => l.Sequence);
            await db.RunLines.Where(l => l.RunId == runId && gone.Contains(l.Sequence)).ExecuteDeleteAsync(cancel);
        }
    }
}
