using System.Net;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>Signed-in browsers without the form, which lets nobody in more than ten times a minute.</summary>
internal static class Browsers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Name and value of a cookie as the form would have set it.</summary>
    public static Task<(string Header, Guid SignInId)> CookieAsync(this StudioApp studio, Guid personId) => studio.Services.CookieAsync(personId);

    /// <inheritdoc cref="CookieAsync(StudioApp, Guid)"/>
    public static async Task<(string Header, Guid SignInId)> CookieAsync(this IServiceProvider studio, Guid personId)
    {
        var id = await studio.GetRequiredService<SignIns>().BeginAsync(personId, "a browser", "", Cancel);
        var standing = (await studio.GetRequiredService<People>().StandingOfAsync(personId, id, Cancel))!;
        var options = studio.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = TimeProvider.System.GetUtcNow();
        var ticket = new AuthenticationTicket(
            PersonClaims.Of(IdentityConstants.ApplicationScheme, standing, id),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(1) },
            IdentityConstants.ApplicationScheme);
        return ($"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}", id);
    }

    /// <summary>A browser that sends its cookie and nothing that says where a request comes from.</summary>
    public static async Task<HttpClient> BrowserAsync(this StudioApp studio, Guid personId)
    {
        var browser = studio.Bare();
        browser.DefaultRequestHeaders.Add("Cookie", (await studio.CookieAsync(personId)).Header);
        return browser;
    }

    public static async Task<HttpClient> BrowserAsync(this StudioApp studio, Role role) => await studio.BrowserAsync((await studio.PersonAsync(role)).Id);

    /// <summary>What somebody who compares answers has to go by.</summary>
    public static async Task<(HttpStatusCode Status, string? Type, string Body)> AnswerAsync(this HttpClient client, HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var answer = await client.SendAsync(request, Cancel);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync(Cancel));
    }
}
