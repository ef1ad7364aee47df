using System.Security.Claims;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>Looks after who sits behind an open page: a person shut out is signed out there within half a minute.</summary>
public sealed class CircuitIdentity(ILoggerFactory logs, People people) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (authenticationState.User.Viewer() is not { } viewer)
        {
            return false;
        }

        var standing = await people.StandingOfAsync(viewer.PersonId, cancellationToken);
        if (standing is null || standing.SecurityStamp != authenticationState.User.FindFirstValue(PersonClaims.Stamp))
        {
            return false;
        }

        if (standing.Role != viewer.Role)
        {
            var principal = PersonClaims.Of(IdentityConstants.ApplicationScheme, standing);
            SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        }

        return true;
    }
}
