using System.Security.Claims;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>What a sign-in says of a person: id, name, role and the stamp by which it can be ended from afar.</summary>
public sealed class PersonClaims : IUserClaimsPrincipalFactory<Person>
{
    public const string Stamp = "stamp";

    /// <summary>Which browser's sign-in it is: <see cref="SignIn"/>.</summary>
    public const string Browser = "signIn";

    public Task<ClaimsPrincipal> CreateAsync(Person user) => Task.FromResult(Of(
        IdentityConstants.ApplicationScheme, user.Id, user.DisplayName, user.Role, user.SecurityStamp ?? ""));

    /// <param name="signInId">Of the browser; null where it has none.</param>
    public static ClaimsPrincipal Of(string scheme, PersonStanding standing, Guid? signInId)
    {
        var principal = Of(scheme, standing.Id, standing.DisplayName, standing.Role, standing.SecurityStamp);
        if (signInId is { } id)
        {
            ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(Browser, id.ToString()));
        }

        return principal;
    }

    /// <summary>A principal for someone who came with a key: no stamp, because the key itself is looked up each time.</summary>
    public static ClaimsPrincipal Of(string scheme, Viewer viewer) => Of(scheme, viewer.PersonId, "", viewer.Role, "");

    private static ClaimsPrincipal Of(string scheme, Guid id, string name, Role role, string stamp) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, id.ToString()),
            new(ClaimTypes.Name, name),
            new(ClaimTypes.Role, role.ToString()),
            new(Stamp, stamp),
        ],
        scheme));
}
