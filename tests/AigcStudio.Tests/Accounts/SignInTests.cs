using System.Net;
using System.Text.RegularExpressions;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Shell;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Accounts;

/// <summary>Getting in, by the same pages that people use.</summary>
public sealed partial class SignInTests : IDisposable
{
    private const string Password = "purple lamp under seven bridges";

    private readonly StudioApp _studio = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task A_one_time_link_makes_one_administrator_and_no_second()
    {
        var link = await FirstLinkAsync();
        using var first = Browser();
        using var second = Browser();

        var joined = await SubmitAsync(first, link, "invitation", Newcomer("ada@example.org", Password));
        var refused = await second.GetStringAsync(link, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/", Cancel)).StatusCode);
        Assert.DoesNotContain("<form method=\"post\" class=\"plain-form\"", refused, StringComparison.Ordinal);
        Assert.Null(await _studio.Services.GetRequiredService<Invitations>().CreateFirstAsync(TimeSpan.FromHours(1), Cancel));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("password1234")]
    [InlineData("abcabcabcabc")]
    [InlineData("ada@example.org")]
    public async Task A_weak_password_is_refused_and_the_link_stays_good(string password)
    {
        var link = await FirstLinkAsync();
        using var browser = Browser();

        var refused = await SubmitAsync(browser, link, "invitation", Newcomer("ada@example.org", password));
        var joined = await SubmitAsync(browser, link, "invitation", Newcomer("ada@example.org", Password));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        await JoinAsync("ada@example.org");
        using var browser = Browser();
        for (var i = 0; i < 5; i++)
        {
            await SubmitAsync(browser, "/sign-in", "sign-in", Credentials("ada@example.org", "not the right one"));
        }

        var locked = await SubmitAsync(browser, "/sign-in", "sign-in", Credentials("ada@example.org", Password));

        Assert.Equal(HttpStatusCode.OK, locked.StatusCode);
        Assert.Contains("locked", await locked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_to_sign_in_are_limited_by_address()
    {
        using var browser = Browser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            answers.Add((await SubmitAsync(browser, "/sign-in", "sign-in", Credentials($"nobody{i}@example.org", "not the right one"))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Theory]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/account", "/account")]
    public async Task Signing_in_leads_only_within_the_studio(string asked, string expected)
    {
        await JoinAsync("ada@example.org");
        using var browser = Browser();

        var answer = await SubmitAsync(
            browser, $"/sign-in?returnUrl={Uri.EscapeDataString(asked)}", "sign-in", Credentials("ada@example.org", Password));

        Assert.EndsWith(expected, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", answer.Headers.Location.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_of_somebody_shut_out_opens_nothing_on_the_next_request()
    {
        var browser = await JoinAsync("ada@example.org");
        var people = _studio.Services.GetRequiredService<People>();
        var ada = (await people.FindAsync("ada@example.org", Cancel))!;
        var other = await _studio.PersonAsync(Role.Admin);
        var before = await browser.GetAsync("/admin/people", Cancel);

        await people.SetDisabledAsync(new Viewer(other.Id, Role.Admin), ada.PersonId, true, Cancel);
        var after = await browser.GetAsync("/admin/people", Cancel);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Contains("/sign-in", after.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_another_site_sends_with_our_cookie_is_refused()
    {
        var browser = await JoinAsync("ada@example.org");
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        forged.Headers.Add("Origin", "https://elsewhere.example");

        var answer = await browser.SendAsync(forged, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Cancel)).StatusCode);
    }

    private static Dictionary<string, string> Newcomer(string email, string password) =>
        new() { ["Given.Name"] = "Ada", ["Given.Email"] = email, ["Given.Password"] = password };

    private static Dictionary<string, string> Credentials(string email, string password) =>
        new() { ["Given.Email"] = email, ["Given.Password"] = password };

    private static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string page, string form, Dictionary<string, string> fields)
    {
        var html = await browser.GetStringAsync(page, Cancel);
        fields["_handler"] = form;
        fields["__RequestVerificationToken"] = Forgery().Match(html).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return await browser.SendAsync(request, Cancel);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Forgery();

    private HttpClient Browser() => _studio.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    private async Task<string> FirstLinkAsync() =>
        $"/invitation?token={await _studio.Services.GetRequiredService<Invitations>().CreateFirstAsync(TimeSpan.FromHours(1), Cancel)}";

    private async Task<HttpClient> JoinAsync(string email)
    {
        var browser = Browser();
        await SubmitAsync(browser, await FirstLinkAsync(), "invitation", Newcomer(email, Password));
        return browser;
    }
}
