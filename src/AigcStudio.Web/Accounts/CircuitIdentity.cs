using System.Security.Claims;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>
/// Looks after who sits behind an open page: a person shut out, or a sign-in that was ended, is signed out there within half a minute, and at
/// once where it was ended in this process.
/// </summary>
public sealed class CircuitIdentity : RevalidatingServerAuthenticationStateProvider
{
    private readonly People _people;
    private readonly SignIns _signIns;
    private readonly ILogger _log;

    public CircuitIdentity(ILoggerFactory logs, People people, SignIns signIns)
        : base(logs)
    {
        (_people, _signIns, _log) = (people, signIns, logs.CreateLogger<CircuitIdentity>());
        _signIns.Ended += OnEnded;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (authenticationState.User.Viewer() is not { } viewer)
        {
            return false;
        }

        var browser = authenticationState.User.SignInId();
        var standing = await _people.StandingOfAsync(viewer.PersonId, browser, cancellationToken);
        if (standing is null || standing.SecurityStamp != authenticationState.User.FindFirstValue(PersonClaims.Stamp))
        {
            return false;
        }

        if (browser is { } seen)
        {
            await SeeAsync(seen, cancellationToken);
        }

        if (standing.Role != viewer.Role)
        {
            var principal = PersonClaims.Of(IdentityConstants.ApplicationScheme, standing, browser);
            SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        }

        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _signIns.Ended -= OnEnded;
        base.Dispose(disposing);
    }

    private async Task SeeAsync(Guid browser, CancellationToken cancel)
    {
        try
        {
            await _signIns.SeeAsync(browser, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // A time that is a minute too old signs nobody out.
            _log.LogInformation(fault, "That sign-in {SignIn} is in use was not written down", browser);
        }
    }

    private void OnEnded(Guid personId) => _ = LookAsync(personId);

    private async Task LookAsync(Guid personId)
    {
        try
        {
            var state = await GetAuthenticationStateAsync();
            if (state.User.Viewer()?.PersonId == personId && !await ValidateAuthenticationStateAsync(state, CancellationToken.None))
            {
                SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
            }
        }
        catch (Exception e) when (e is InvalidOperationException or System.Data.Common.DbException)
        {
            // The round that comes by itself looks again.
            _log.LogWarning(e, "An open page could not be asked whether its sign-in is good");
        }
    }
}
