using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Notifications;

/// <param name="On">Whether the person is told of this in this way.</param>
public sealed record NoticeSwitch(NoticeKind Kind, NoticeWay Way, bool On);

/// <summary>What a person wants to be told, and how.</summary>
public sealed class NoticeChoices(IDbContextFactory<StudioDb> databases)
{
    /// <summary>Every switch that the viewer's role has.</summary>
    public async Task<IReadOnlyList<NoticeSwitch>> OfAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var chosen = await db.NoticeChoices.Where(c => c.PersonId == viewer.PersonId).ToDictionaryAsync(c => (c.Kind, c.Way), c => c.On, cancel);
        return
        [
            .. from kind in NoticeRules.For(viewer.Role)
               from way in NoticeRules.Personal
               select new NoticeSwitch(kind, way, chosen.TryGetValue((kind, way), out var kept) ? kept : NoticeRules.Default(kind, way)),
        ];
    }

    /// <exception cref="NotificationException"><c>notifications.noSwitch</c>: the viewer's role has no such switch.</exception>
    public async Task SetAsync(Viewer viewer, NoticeSwitch wanted, CancellationToken cancel)
    {
        if (!NoticeRules.Personal.Contains(wanted.Way) || !NoticeRules.For(viewer.Role).Contains(wanted.Kind))
        {
            throw new NotificationException("notifications.noSwitch");
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var row = await db.NoticeChoices.SingleOrDefaultAsync(c => c.PersonId == viewer.PersonId && c.Kind == wanted.Kind && c.Way == wanted.Way, cancel)
            ?? db.NoticeChoices.Add(new NoticeChoice { PersonId = viewer.PersonId, Kind = wanted.Kind, Way = wanted.Way }).Entity;
        row.On = wanted.On;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
