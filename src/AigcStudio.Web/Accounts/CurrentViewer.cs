using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Components.Authorization;

namespace AigcStudio.Web.Accounts;

/// <summary>
/// Who looks at this page. Ask again for every act: the answer is read from the database each time, so that a role taken
/// away a second ago counts on the next click, also on a page that stays open.
/// </summary>
public sealed class CurrentViewer(AuthenticationStateProvider states, People people)
{
    /// <exception cref="RefusedException">The sign-in has ended.</exception>
    public async Task<Viewer> GetAsync()
    {
        var standing = await StandingAsync();
        return new Viewer(standing.Id, standing.Role);
    }

    /// <summary>Which browser's sign-in this page belongs to; null where it has none.</summary>
    public async Task<Guid?> SignInIdAsync() => (await states.GetAuthenticationStateAsync()).User.SignInId();

    /// <summary>The viewer with name and language, for the shell.</summary>
    /// <exception cref="RefusedException">The sign-in has ended.</exception>
    public async Task<PersonStanding> StandingAsync() =>
        await people.StandingOfAsync((await states.GetAuthenticationStateAsync()).User, CancellationToken.None);
}
