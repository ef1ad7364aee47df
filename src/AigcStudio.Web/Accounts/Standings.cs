using System.Security.Claims;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;

namespace AigcStudio.Web.Accounts;

/// <summary>What stays open keeps the principal it began with: here it is held against the database.</summary>
internal static class Standings
{
    /// <summary>How the person behind a principal stands now.</summary>
    /// <exception cref="RefusedException"><c>refused.signedOut</c>: the sign-in has ended.</exception>
    public static async Task<PersonStanding> StandingOfAsync(this People people, ClaimsPrincipal principal, CancellationToken cancel)
    {
        var standing = principal.Viewer() is { } viewer ? await people.StandingOfAsync(viewer.PersonId, principal.SignInId(), cancel) : null;
        return standing is not null && standing.SecurityStamp == principal.FindFirst(PersonClaims.Stamp)?.Value
            ? standing
            : throw new RefusedException("refused.signedOut");
    }
}
