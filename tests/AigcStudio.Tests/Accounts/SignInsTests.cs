using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AigcStudio.Tests.Accounts;

/// <summary>Browsers in which people are signed in: told apart, and ended from afar.</summary>
public sealed class SignInsTests : IAsyncDisposable
{
    private readonly StudioApp _studio = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SignIns SignIns => _studio.Services.GetRequiredService<SignIns>();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task A_browser_that_is_signed_out_from_afar_is_a_stranger_on_its_next_request_and_the_other_is_not()
    {
        var (ada, admin) = (await _studio.PersonAsync(Role.Creator), await AdminAsync());
        using var first = await EnterAsync(ada);
        using var second = await EnterAsync(ada);
        var listed = await SignIns.ListAsync(admin, ada.Id, Cancel);

        await SignIns.EndAsync(admin, listed.Single(s => s.Agent == "first").Id, Cancel);

        Assert.Equal(["first", "second"], listed.Select(s => s.Agent).Order());
        Assert.Equal(HttpStatusCode.Unauthorized, (await first.GetAsync("/api/sign-ins", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/api/sign-ins", Cancel)).StatusCode);
        Assert.Equal("second", Assert.Single(await SignIns.ListAsync(admin, ada.Id, Cancel)).Agent);
    }

    [Fact]
    public async Task Signing_out_everywhere_leaves_no_browser_in()
    {
        var ada = await _studio.PersonAsync(Role.Creator);
        using var first = await EnterAsync(ada);
        using var second = await EnterAsync(ada);
        using var admin = await _studio.ClientAsync(Role.Admin);

        var answer = await admin.DeleteFromJsonAsync<JsonObject>($"/api/people/{ada.Id}/sign-ins", Cancel);

        Assert.Equal(2, answer!["ended"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.Unauthorized, (await first.GetAsync("/api/sign-ins", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await second.GetAsync("/api/sign-ins", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Others_sign_ins_are_neither_shown_nor_ended_by_somebody_who_is_no_administrator()
    {
        var (ada, other) = (await _studio.PersonAsync(Role.Creator), await _studio.PersonAsync(Role.Creator));
        using var browser = await EnterAsync(ada);
        var admin = await AdminAsync();
        var id = Assert.Single(await SignIns.ListAsync(admin, ada.Id, Cancel)).Id;
        var stranger = new Viewer(other.Id, Role.Creator);

        await Assert.ThrowsAsync<RefusedException>(() => SignIns.ListAsync(stranger, ada.Id, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => SignIns.EndAsync(stranger, id, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => SignIns.EndAllAsync(stranger, ada.Id, null, Cancel));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/sign-ins", Cancel)).StatusCode);
    }

    [Fact]
    public async Task An_open_page_is_signed_out_at_once_and_the_next_click_of_it_is_refused()
    {
        var (ada, admin) = (await _studio.PersonAsync(Role.Creator), await AdminAsync());
        var id = await SignIns.BeginAsync(ada.Id, "first", "", Cancel);
        var people = _studio.Services.GetRequiredService<People>();
        var standing = (await people.StandingOfAsync(ada.Id, id, Cancel))!;
        using var page = new CircuitIdentity(NullLoggerFactory.Instance, people, SignIns);
        ((IHostEnvironmentAuthenticationStateProvider)page).SetAuthenticationState(
            Task.FromResult(new AuthenticationState(PersonClaims.Of(IdentityConstants.ApplicationScheme, standing, id))));
        var left = new TaskCompletionSource<ClaimsPrincipal>();
        page.AuthenticationStateChanged += async changed => left.TrySetResult((await changed).User);
        var current = new CurrentViewer(page, people);
        await current.GetAsync();

        await SignIns.EndAsync(admin, id, Cancel);

        Assert.Null((await left.Task.WaitAsync(Cancel)).Viewer());
        Assert.Equal("refused.signedOut", (await Assert.ThrowsAsync<RefusedException>(current.GetAsync)).Code);
    }

    [Fact]
    public async Task A_request_of_somebody_signed_in_waits_for_no_writer()
    {
        var ada = await _studio.PersonAsync(Role.Creator);
        using var browser = await EnterAsync(ada);
        await using var db = await DbAsync();
        await using var writer = await db.Database.BeginTransactionAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/sign-ins", Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_request_succeeds_though_that_it_was_seen_cannot_be_written_down()
    {
        var ada = await _studio.PersonAsync(Role.Creator);
        using var browser = await EnterAsync(ada);
        await using var db = await DbAsync();
        var old = DateTimeOffset.UnixEpoch.AddYears(30);
        await db.SignIns.ExecuteUpdateAsync(row => row.SetProperty(s => s.SeenAt, old), Cancel);
        await using (await db.Database.BeginTransactionAsync(Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/sign-ins", Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel)).StatusCode);
        }

        Assert.Equal(old, await db.SignIns.Select(s => s.SeenAt).SingleAsync(Cancel));
    }

    [Fact]
    public async Task What_is_in_use_is_written_down_once_a_minute()
    {
        var ada = await _studio.PersonAsync(Role.Creator);
        using var browser = await EnterAsync(ada);
        await using var db = await DbAsync();
        var (old, older) = (DateTimeOffset.UnixEpoch.AddYears(40), DateTimeOffset.UnixEpoch.AddYears(30));
        await db.SignIns.ExecuteUpdateAsync(row => row.SetProperty(s => s.SeenAt, old), Cancel);

        await browser.GetAsync("/api/sign-ins", Cancel);
        Assert.True(await db.SignIns.Select(s => s.SeenAt).SingleAsync(Cancel) > old);
        await db.SignIns.ExecuteUpdateAsync(row => row.SetProperty(s => s.SeenAt, older), Cancel);
        await browser.GetAsync("/api/sign-ins", Cancel);
        Assert.Equal(older, await db.SignIns.Select(s => s.SeenAt).SingleAsync(Cancel));
    }

    [Fact]
    public async Task A_cookie_that_names_no_sign_in_opens_nothing()
    {
        var ada = await _studio.PersonAsync(Role.Creator);
        var standing = (await _studio.Services.GetRequiredService<People>().StandingOfAsync(ada.Id, Cancel))!;
        var options = _studio.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var (nameless, named) = (Cookie(null), Cookie(await SignIns.BeginAsync(ada.Id, "first", "", Cancel)));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(named));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(nameless));

        string Cookie(Guid? signIn)
        {
            var principal = PersonClaims.Of(IdentityConstants.ApplicationScheme, standing, signIn);
            var now = TimeProvider.System.GetUtcNow();
            var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(1) };
            return options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme));
        }

        async Task<HttpStatusCode> AskAsync(string cookie)
        {
            using var browser = _studio.Bare();
            browser.DefaultRequestHeaders.Add("Cookie", $"{options.Cookie.Name}={cookie}");
            return (await browser.GetAsync("/api/sign-ins", Cancel)).StatusCode;
        }
    }

    [Fact]
    public async Task What_ended_or_was_not_seen_for_two_weeks_is_forgotten_when_a_new_one_begins_and_its_person_is_still_known_to_have_been_here()
    {
        var ada = await _studio.PersonAsync(Role.Creator);
        var now = TimeProvider.System.GetUtcNow();
        await using var db = await DbAsync();
        await db.People.Where(p => p.Id == ada.Id).ExecuteUpdateAsync(row => row.SetProperty(p => p.SeenAt, now.AddDays(-20)), Cancel);
        db.SignIns.AddRange(
            new SignIn { Id = Guid.CreateVersion7(), PersonId = ada.Id, Agent = "unseen", At = now.AddDays(-30), SeenAt = now.AddDays(-20) },
            new SignIn { Id = Guid.CreateVersion7(), PersonId = ada.Id, Agent = "ended", At = now.AddDays(-30), SeenAt = now.AddDays(-13), EndedAt = now.AddDays(-15) });
        await db.SaveChangesAsync(Cancel);

        var admin = await AdminAsync();
        await SignIns.BeginAsync(admin.PersonId, "new", "", Cancel);

        Assert.Equal("new", await db.SignIns.Select(s => s.Agent).SingleAsync(Cancel));
        Assert.Equal(now.AddDays(-20), (await SignIns.LastSeenAsync(admin, Cancel))[ada.Id], TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_withdrawn_invitation_opens_nothing_and_a_renewed_one_only_by_its_new_link()
    {
        var (admin, invitations) = (await AdminAsync(), _studio.Services.GetRequiredService<Invitations>());
        var withdrawn = await invitations.CreateAsync(admin, Role.Creator, TimeSpan.FromHours(1), Cancel);
        await invitations.WithdrawAsync(admin, Assert.Single(await invitations.ListAsync(admin, Cancel)).Id, Cancel);
        var lost = await invitations.CreateAsync(admin, Role.Reviewer, TimeSpan.FromHours(1), Cancel);

        var renewed = await invitations.RenewAsync(admin, Assert.Single(await invitations.ListAsync(admin, Cancel)).Id, TimeSpan.FromHours(1), Cancel);

        Assert.Null(await invitations.RoleOfAsync(withdrawn, Cancel));
        Assert.Null(await invitations.RoleOfAsync(lost, Cancel));
        Assert.Equal(Role.Reviewer, await invitations.RoleOfAsync(renewed, Cancel));
    }

    [Fact]
    public async Task An_administrator_sees_everybodys_keys_and_revokes_one()
    {
        using var ada = await _studio.ClientAsync(Role.Creator);
        using var admin = await _studio.ClientAsync(Role.Admin);
        var own = (await ada.GetFromJsonAsync<JsonObject>("/api/keys", Cancel))!["items"]![0]!["id"]!.GetValue<string>();

        var all = (await admin.GetFromJsonAsync<JsonObject>("/api/keys/all", Cancel))!["items"]!.AsArray();
        Assert.Contains(all, k => k!["id"]!.GetValue<string>() == own);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/keys/{own}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ada.GetAsync("/api/keys", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iOS")]
    [InlineData("curl/8.0", "An unknown browser")]
    public void A_browser_is_named_in_words(string agent, string words) => Assert.Equal(words, AgentWords.Of(agent, new Texts()));

    private Task<StudioDb> DbAsync() => _studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);

    private async Task<Viewer> AdminAsync() => new((await _studio.PersonAsync(Role.Admin)).Id, Role.Admin);

    private int _browsers;

    // By the cookie's own path: a person with a password, the form, the cookie.
    private async Task<HttpClient> EnterAsync(Person person)
    {
        const string Password = "purple lamp under seven bridges";
        await using (var scope = _studio.Services.CreateAsyncScope())
        {
            var manager = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            var kept = (await manager.FindByIdAsync(person.Id.ToString()))!;
            if (!await manager.CheckPasswordAsync(kept, Password))
            {
                kept.PasswordHash = manager.PasswordHasher.HashPassword(kept, Password);
                await manager.UpdateAsync(kept);
            }
        }

        var browser = _studio.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        browser.DefaultRequestHeaders.UserAgent.ParseAdd(_browsers++ == 0 ? "first" : "second");
        var html = await browser.GetStringAsync("/sign-in", Cancel);
        var token = html.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Given.Email"] = person.Email!,
                ["Given.Password"] = Password,
                ["_handler"] = "sign-in",
                ["__RequestVerificationToken"] = token,
            }),
        };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SendAsync(request, Cancel)).StatusCode);
        return browser;
    }
}
