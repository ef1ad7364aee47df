using System.Security.Claims;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Accounts;

namespace AigcStudio.Web.Runs;

/// <summary>Who sits at one connection of a hub. A connection stays open for days: what its person may do is asked anew for every act.</summary>
/// <param name="secret">Of the key that signed the connection; null where a cookie did.</param>
internal sealed class HubSeat(ClaimsPrincipal principal, string? secret, People people, ApiKeys keys)
{
    /// <exception cref="RefusedException"><c>refused.signedOut</c>: the sign-in or the key is over.</exception>
    public async Task<Viewer> ViewerAsync(CancellationToken cancel)
    {
        if (secret is not null)
        {
            return await keys.ViewerOfAsync(secret, cancel) ?? throw new RefusedException("refused.signedOut");
        }

        var standing = await people.StandingOfAsync(principal, cancel);
        return new Viewer(standing.Id, standing.Role);
    }
}
