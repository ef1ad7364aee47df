using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>
/// What was done by whom to what, never changed afterwards. Each entry's MAC covers the one before; the MAC of the last
/// one is kept aside, signed with the number of entries, so that an end cut off shows as well.
/// </summary>
public sealed class AuditLog(IDbContextFactory<StudioDb> databases, AuditChain chain, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1);

    /// <param name="personId">Who did it; null for the studio itself or someone at the host's console.</param>
    /// <param name="act">For example <c>job.cancelled</c>.</param>
    /// <param name="subject">What it was done to, for example <c>job:0197...</c>.</param>
    public async Task WriteAsync(Guid? personId, string act, string subject, string details, CancellationToken cancel)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var draft = new AuditEntry { At = time.GetUtcNow(), PersonId = personId, Act = act, Subject = subject, Details = details, Mac = "" };
            var count = await chain.AppendAsync(db, draft, cancel);
            await transaction.CommitAsync(cancel);
            chain.Witness(count);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Newest first, from before <paramref name="before"/>.</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(long? before, int take, CancellationToken cancel) => ListAsync(new AuditFilter(), before, take, cancel);

    /// <summary>Newest first, from before <paramref name="before"/>, of what fits the filter.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditFilter filter, long? before, int take, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entries = db.Audit.AsNoTracking().Where(e => before == null || e.Id < before);
        entries = filter.PersonId is { } person ? entries.Where(e => e.PersonId == person) : entries;
        entries = filter.Act is { Length: > 0 } act ? entries.Where(e => e.Act == act) : entries;
        entries = filter.Since is { } since ? entries.Where(e => e.At >= since) : entries;
        entries = filter.Until is { } until ? entries.Where(e => e.At < until) : entries;
        entries = filter.Search?.Trim() is { Length: > 0 } part
            ? entries.Where(e => e.Act.Contains(part) || e.Subject.Contains(part) || e.Details.Contains(part))
            : entries;
        return await entries
            .OrderByDescending(e => e.Id)
            .Take(take)
            .ToListAsync(cancel);
    }

    /// <summary>The kinds of act that were written down so far, by name.</summary>
    public async Task<IReadOnlyList<string>> ActsAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Audit.Select(e => e.Act).Distinct().OrderBy(a => a).ToListAsync(cancel);
    }

    /// <summary>Reads the whole chain.</summary>
    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await chain.VerifyAsync(db, cancel);
    }

    /// <summary>Lets entries from before a moment go; what is left still verifies. Written down itself where anything went.</summary>
    /// <returns>How many went; 0 too where the chain is broken, which a cut must not hide.</returns>
    public async Task<long> CutAsync(DateTimeOffset before, CancellationToken cancel)
    {
        long gone;
        await _writer.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            gone = await chain.CutAsync(db, before, cancel);
        }
        finally
        {
            _writer.Release();
        }

        if (gone > 0)
        {
            await WriteAsync(null, "audit.cut", "workspace", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{gone} entries from before {before:yyyy-MM-dd}"), cancel);
        }

        return gone;
    }

    public void Dispose() => _writer.Dispose();
}

/// <param name="Entries">How many entries were found good.</param>
/// <param name="FirstBad">Where the chain first breaks; null where it is whole.</param>
public sealed record AuditVerdict(long Entries, long? FirstBad)
{
    public bool Whole => FirstBad is null;

    /// <summary>The entry before <see cref="FirstBad"/>; null where there is none, or where the chain is whole.</summary>
    public long? LastGood { get; init; }
}

/// <summary>Which entries a list shows; null for any.</summary>
/// <param name="Search">Part of the act, of what it was done to or of its details.</param>
public sealed record AuditFilter(Guid? PersonId = null, string? Act = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null, string? Search = null);
