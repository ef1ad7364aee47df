using System.Net;
using System.Text.RegularExpressions;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Datasets;
using AigcStudio.Tests.Gallery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>The studio behind a proxy that speaks HTTPS: no cookie travels readable, is read by a script or sent along by another site.</summary>
public sealed class HttpsTests
{
    private const string Password = "purple lamp under seven bridges";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_cookie_is_bound_to_its_host_kept_from_scripts_and_from_other_sites_and_browsers_are_told_to_stay_with_https()
    {
        await using var studio = new ServedStudio(("Studio:BehindProxy", "true"), ("AllowedHosts", "*"));
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var browser = new HttpClient(handler) { BaseAddress = studio.Address };
        browser.DefaultRequestHeaders.Host = "studio.example.org";
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var set = new List<string>();

        var token = await studio.Services.GetRequiredService<Invitations>().CreateFirstAsync(TimeSpan.FromHours(1), Cancel);
        var page = await SendAsync(browser, set, HttpMethod.Get, $"/invitation?token={token}");
        await SendAsync(browser, set, HttpMethod.Post, $"/invitation?token={token}", page, ("_handler", "invitation"), ("Given.Name", "Ada"), ("Given.Email", "ada@example.org"), ("Given.Password", Password));
        await SendAsync(browser, set, HttpMethod.Post, "/culture", page, ("culture", "zh-Hans"), ("returnUrl", "/"));

        var owner = (await studio.Services.GetRequiredService<People>().FindAsync("ada@example.org", Cancel))!;
        var databases = studio.Services.GetRequiredService<IDbContextFactory<Data.StudioDb>>();
        var artifacts = await Shelf.FillAsync(databases, await Shelf.LineageAsync(databases, owner.PersonId, "c"), 1);
        var link = await studio.Services.GetRequiredService<Data.Reviews.GuestLinks>().CreateAsync(owner, [artifacts[0].Id], "Look", 14, Cancel);
        var room = await SendAsync(browser, set, HttpMethod.Get, $"/guest/{link.Secret}");
        await SendAsync(browser, set, HttpMethod.Post, $"/guest/{link.Secret}", room, ("_handler", "guest-name"), ("Newcomer.Name", "Carla"));

        var names = set.Select(c => c.Split('=')[0]).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Contains("__Host-person", names);
        Assert.Contains("__Host-forgery", names);
        Assert.Contains(names, n => n.StartsWith("__Host-guest-", StringComparison.Ordinal));
        Assert.All(set, cookie =>
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
            if (cookie.StartsWith("__Host-", StringComparison.Ordinal))
            {
                Assert.Matches("(?i); path=/(;|$)", cookie);
            }
        });
        using var signIn = await browser.GetAsync("/sign-in", Cancel);
        Assert.Equal("max-age=31536000", Assert.Single(signIn.Headers.GetValues("Strict-Transport-Security")));
    }

    private static async Task<string> SendAsync(HttpClient browser, List<string> set, HttpMethod method, string path, string page = "", params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, path);
        if (set.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", set.Select(c => c.Split(';')[0])));
        }

        if (method == HttpMethod.Post)
        {
            var token = Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
            request.Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        }

        using var answer = await browser.SendAsync(request, Cancel);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"{method} {path}: {(int)answer.StatusCode}");
        set.AddRange(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
