using System.Security.Claims;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>Holds every request's cookie against the person's row: one read by key, and no stale right for anybody.</summary>
public sealed class CookieCheck(People people, SignIns signIns, ILogger<CookieCheck> log) : CookieAuthenticationEvents
{
    /// <summary>Paths of programs, which want a status and not a sign-in page.</summary>
    private static readonly string[] Machines = ["/api", "/hubs", "/openapi", "/metrics", "/_blazor"];

    public override async Task SigningIn(CookieSigningInContext context)
    {
        if (context.Principal?.Viewer() is { } viewer)
        {
            var request = context.HttpContext.Request;
            var id = await signIns.BeginAsync(
                viewer.PersonId,
                request.Headers.UserAgent.ToString(),
                context.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
                context.HttpContext.RequestAborted);
            ((ClaimsIdentity)context.Principal.Identity!).AddClaim(new Claim(PersonClaims.Browser, id.ToString()));
        }
    }

    public override Task SigningOut(CookieSigningOutContext context) =>
        context.HttpContext.User.SignInId() is { } id ? signIns.LeaveAsync(id, CancellationToken.None) : Task.CompletedTask;

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var viewer = context.Principal?.Viewer();
        var browser = context.Principal?.SignInId();

        // A cookie that names no sign-in is of an earlier release: it is listed nowhere, and "end all others" would not reach it.
        var standing = viewer is null || browser is null ? null : await people.StandingOfAsync(viewer.PersonId, browser, context.HttpContext.RequestAborted);
        if (standing is null || standing.SecurityStamp != context.Principal!.FindFirst(PersonClaims.Stamp)?.Value)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
        else if (standing.Role != viewer!.Role)
        {
            context.ReplacePrincipal(PersonClaims.Of(IdentityConstants.ApplicationScheme, standing, browser));
        }

        if (standing is not null && browser is { } seen)
        {
            await SeeAsync(seen);
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        AnswerAsync(context, StatusCodes.Status401Unauthorized);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        AnswerAsync(context, StatusCodes.Status403Forbidden);

    private async Task SeeAsync(Guid browser)
    {
        try
        {
            await signIns.SeeAsync(browser, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The request itself may well only read: it is no worse for a time that is a minute too old.
            log.LogInformation(fault, "That sign-in {SignIn} is in use was not written down", browser);
        }
    }

    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status == StatusCodes.Status403Forbidden || Array.Exists(Machines, m => context.Request.Path.StartsWithSegments(m)))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }
}
