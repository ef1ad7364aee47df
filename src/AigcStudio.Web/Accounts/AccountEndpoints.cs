using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Accounts;

/// <summary>The few acts that set a cookie, so that they cannot happen inside an open page; and the API of accounts.</summary>
public static class AccountEndpoints
{
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", (Delegate)SignOutAsync).DisableAntiforgery();
        routes.MapPost("/culture", ChooseCultureAsync).DisableAntiforgery().AllowAnonymous();
        PeopleEndpoints.Map(routes);
        KeyEndpoints.Map(routes);
        SettingsEndpoints.Map(routes);
        return routes;
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> ChooseCultureAsync(
        HttpContext context, People people, [FromForm] string culture, [FromForm] string? returnUrl)
    {
        if (Cultures.Tags.Contains(culture))
        {
            Cultures.Remember(context, culture);
            if (context.User.Viewer() is { } viewer)
            {
                await people.SetCultureAsync(viewer.PersonId, culture, context.RequestAborted);
            }
        }

        return Results.LocalRedirect(LocalAddress.Of(returnUrl));
    }
}
