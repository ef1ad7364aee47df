using System.Security.Claims;
using AigcStudio.Core.Accounts;

namespace AigcStudio.Web.Accounts;

public static class ViewerClaims
{
    /// <summary>The viewer behind a request; its role was read from the database for this very request.</summary>
    /// <exception cref="RefusedException">Nobody is signed in.</exception>
    public static Viewer ViewerOf(this HttpContext context) => context.User.Viewer() ?? throw RefusedException.NotAllowed();

    /// <summary>The browser's sign-in that a principal names; null where it names none.</summary>
    public static Guid? SignInId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(PersonClaims.Browser), out var id) ? id : null;

    /// <summary>The viewer that a principal names; null where nobody is signed in.</summary>
    public static Viewer? Viewer(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        && Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Viewer(id, role)
            : null;
}
