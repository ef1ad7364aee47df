using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Notifications;

/// <param name="To">Whose mail; null for the webhook.</param>
public sealed record DeliveryCard(
    Guid Id, NoticeWay Way, string? To, NoticeKind Kind, Said Sentence, DateTimeOffset At, DeliveryState State, int Attempts, DateTimeOffset NextAt, Said? Outcome, DateTimeOffset? TriedAt);

/// <summary>The senders' side of the outbox.</summary>
public sealed class DeliveryQueue(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>While one sender holds a message no other takes it; after this long the holder counts as dead.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

    /// <summary>Pauses after the first, second, ... failure; after the last one it is tried once more and then given up.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(3)];

    /// <summary>Takes the message that is due longest: of many who try at once, one gets it.</summary>
    /// <returns>Null where nothing is due.</returns>
    public async Task<Delivery?> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            await using var db = await databases.CreateDbContextAsync(cancel);
            var due = await db.Deliveries.AsNoTracking().Where(d => d.State == DeliveryState.Waiting && d.NextAt <= now)
                .OrderBy(d => d.NextAt).ThenBy(d => d.Id).FirstOrDefaultAsync(cancel);
            if (due is null)
            {
                return null;
            }

            var until = now + Hold;
            if (await Held(db, due).ExecuteUpdateAsync(row => row.SetProperty(d => d.NextAt, until), cancel) > 0)
            {
                due.NextAt = until;
                return due;
            }
        }
    }

    /// <param name="held">As it was taken.</param>
    public async Task SentAsync(Delivery held, Said outcome, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await Held(db, held).ExecuteUpdateAsync(
            row => row
                .SetProperty(d => d.State, DeliveryState.Sent)
                .SetProperty(d => d.Outcome, outcome)
                .SetProperty(d => d.TriedAt, clock.GetUtcNow()),
            cancel);
    }

    /// <summary>Waits for the next try, or gives up after the last.</summary>
    public async Task FailedAsync(Delivery held, Said why, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var over = held.Attempts >= Pauses.Count;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await Held(db, held).ExecuteUpdateAsync(
            row => row
                .SetProperty(d => d.State, over ? DeliveryState.GivenUp : DeliveryState.Waiting)
                .SetProperty(d => d.Attempts, held.Attempts + 1)
                .SetProperty(d => d.NextAt, over ? now : now + Pauses[held.Attempts])
                .SetProperty(d => d.Outcome, why)
                .SetProperty(d => d.TriedAt, now),
            cancel);
    }

    /// <summary>The last messages, newest first.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<IReadOnlyList<DeliveryCard>> ListAsync(Viewer viewer, int take, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Deliveries.OrderByDescending(d => d.Id).Take(take)
            .Select(d => new DeliveryCard(
                d.Id,
                d.Way,
                db.People.Where(p => p.Id == d.PersonId).Select(p => p.DisplayName).FirstOrDefault(),
                d.Kind,
                d.Sentence,
                d.At,
                d.State,
                d.Attempts,
                d.NextAt,
                d.Outcome,
                d.TriedAt))
            .ToListAsync(cancel);
    }

    private static IQueryable<Delivery> Held(StudioDb db, Delivery held) =>
        db.Deliveries.Where(d => d.Id == held.Id && d.State == DeliveryState.Waiting && d.NextAt == held.NextAt);
}
