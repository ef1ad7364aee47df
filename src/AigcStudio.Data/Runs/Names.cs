using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>Checks that runs and models share.</summary>
internal static class Names
{
    private const int Longest = 200;

    /// <exception cref="RunException"><c>runs.nameless</c>, <c>runs.nameTooLong(longest)</c>.</exception>
    public static string Checked(string name) => name.Trim() switch
    {
        "" => throw new RunException("runs.nameless"),
        { Length: > Longest } => throw new RunException("runs.nameTooLong", Longest),
        var kept => kept,
    };

    /// <summary>The one thing, for whoever may change it.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c> where it cannot be seen, else <c>refused.notAllowed</c>.</exception>
    public static async Task<T> OneToChangeAsync<T>(this IQueryable<T> seen, Guid id, Viewer viewer, CancellationToken cancel)
        where T : class, IOwned
    {
        var thing = await seen.SingleOrDefaultAsync(t => t.Id == id, cancel) ?? throw RefusedException.NotFound();
        return viewer.IsAdmin || (viewer.CanCreate && thing.OwnerId == viewer.PersonId) ? thing : throw RefusedException.NotAllowed();
    }
}
