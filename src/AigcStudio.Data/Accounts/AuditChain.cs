using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>The chain of audit entries as it stands in the database: goes on with it, reads it, and cuts its beginning off.</summary>
public sealed class AuditChain(AuditKey key)
{
    /// <summary>Adds an entry. The caller holds a transaction and commits it, then tells <see cref="Witness"/>.</summary>
    /// <returns>How long the chain is now.</returns>
    internal async Task<long> AppendAsync(StudioDb db, AuditEntry draft, CancellationToken cancel)
    {
        var last = await db.Audit.AsNoTracking().OrderByDescending(e => e.Id).Select(e => e.Mac).FirstOrDefaultAsync(cancel) ?? "";
        var entry = new AuditEntry
        {
            At = draft.At,
            PersonId = draft.PersonId,
            Act = draft.Act,
            Subject = draft.Subject,
            Details = draft.Details,
            Mac = key.MacOf(last, draft),
        };
        db.Audit.Add(entry);
        var end = await db.AuditHeads.SingleOrDefaultAsync(h => h.Id == AuditHead.End, cancel)
            ?? db.AuditHeads.Add(new AuditHead { Id = AuditHead.End, Mac = "" }).Entity;
        end.Count++;
        end.Mac = key.MacOfHead(end.Count, entry.Mac);
        await db.SaveChangesAsync(cancel);
        return end.Count;
    }

    /// <summary>
    /// Remembers the length beside the database, so that an earlier state of it, end and all, shows as well. Not flushed: a length that lags behind
    /// accuses nobody.
    /// </summary>
    internal void Witness(long count)
    {
        var temporary = $"{key.Witness}.{Guid.CreateVersion7():N}";
        File.WriteAllText(temporary, count.ToString(CultureInfo.InvariantCulture));
        File.Move(temporary, key.Witness, overwrite: true);
    }

    /// <summary>Reads the whole chain.</summary>
    internal async Task<AuditVerdict> VerifyAsync(StudioDb db, CancellationToken cancel)
    {
        // Read first: what is written meanwhile makes the chain longer than this, never shorter.
        var witnessed = Witnessed();

        // One moment of the database; deferred, so that nobody waits who writes meanwhile.
        await db.Database.OpenConnectionAsync(cancel);
        await using var moment = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await using var used = await db.Database.UseTransactionAsync(moment, cancel);
        var (count, previous, lastId) = (0L, "", (long?)null);
        if (await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(h => h.Id == AuditHead.Anchor, cancel) is { } anchor)
        {
            if (!key.Signed("anchor", anchor.Count, anchor.Previous, anchor.Mac))
            {
                return new AuditVerdict(0, await db.Audit.MinAsync(e => (long?)e.Id, cancel) ?? 1);
            }

            (count, previous) = (anchor.Count, anchor.Previous);
        }

        var cut = count;
        await foreach (var entry in db.Audit.AsNoTracking().OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!key.Signed(previous, entry))
            {
                return new AuditVerdict(count - cut, entry.Id) { LastGood = lastId };
            }

            (previous, lastId) = (entry.Mac, entry.Id);
            count++;
        }

        var end = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(h => h.Id == AuditHead.End, cancel);
        var whole = (end is null ? count == 0 : end.Count == count && key.Signed("head", end.Count, previous, end.Mac)) && count >= witnessed;
        return whole ? new AuditVerdict(count - cut, null) : new AuditVerdict(count - cut, (lastId ?? 0) + 1) { LastGood = lastId };
    }

    /// <summary>
    /// Cuts off what is older than a moment and leaves an anchor that the rest goes on from; the newest entry always stays. A chain that is broken is
    /// left as it is: a cut must not take the break away.
    /// </summary>
    /// <returns>How many entries went.</returns>
    internal async Task<long> CutAsync(StudioDb db, DateTimeOffset before, CancellationToken cancel)
    {
        if (!(await VerifyAsync(db, cancel)).Whole)
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var newest = await db.Audit.MaxAsync(e => (long?)e.Id, cancel);

        // Times are told by a clock that may have been set back: what goes is a beginning, up to the first entry that is young enough.
        var firstKept = await db.Audit.Where(e => e.At >= before || e.Id == newest).MinAsync(e => (long?)e.Id, cancel);
        var last = await db.Audit.AsNoTracking().Where(e => e.Id < firstKept).OrderByDescending(e => e.Id).Select(e => e.Mac).FirstOrDefaultAsync(cancel);
        if (last is null)
        {
            return 0;
        }

        var gone = await db.Audit.Where(e => e.Id < firstKept).ExecuteDeleteAsync(cancel);
        var anchor = await db.AuditHeads.SingleOrDefaultAsync(h => h.Id == AuditHead.Anchor, cancel)
            ?? db.AuditHeads.Add(new AuditHead { Id = AuditHead.Anchor, Mac = "" }).Entity;
        (anchor.Count, anchor.Previous) = (anchor.Count + gone, last);
        anchor.Mac = key.MacOfAnchor(anchor.Count, last);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return gone;
    }

    private long Witnessed() =>
        File.Exists(key.Witness) && long.TryParse(File.ReadAllText(key.Witness), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
