using AigcStudio.Core.Accounts;

namespace AigcStudio.Data.Accounts;

/// <summary>A thing that somebody owns, shows or hides, and can put in the trash.</summary>
public interface IOwned
{
    Guid Id { get; }

    Guid OwnerId { get; }

    Visibility Visibility { get; }

    DateTimeOffset? TrashedAt { get; }
}

public static class OwnedQueries
{
    /// <summary>Only what the viewer may see; trashed things included.</summary>
    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> things, Viewer viewer)
        where T : class, IOwned =>
        viewer.IsAdmin ? things : things.Where(t => t.OwnerId == viewer.PersonId || t.Visibility == Visibility.Shared);

    /// <summary>Only what the viewer may change: their own, or anything for an admin.</summary>
    public static IQueryable<T> ChangeableBy<T>(this IQueryable<T> things, Viewer viewer)
        where T : class, IOwned =>
        viewer.IsAdmin ? things : things.Where(t => t.OwnerId == viewer.PersonId);

    public static IQueryable<T> NotTrashed<T>(this IQueryable<T> things)
        where T : class, IOwned => things.Where(t => t.TrashedAt == null);
}
