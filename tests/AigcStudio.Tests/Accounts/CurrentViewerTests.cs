using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Accounts;

/// <summary>An open page keeps the sign-in it began with; what the person may do is asked anew for every click.</summary>
public sealed class CurrentViewerTests(StudioApp studio) : IClassFixture<StudioApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_taken_away_counts_on_the_next_click_of_an_open_page()
    {
        var (current, person, admin) = await OpenPageAsync(Role.Creator);
        var before = await current.GetAsync();

        await studio.Services.GetRequiredService<People>().ChangeRoleAsync(admin, person.Id, Role.Reviewer, Cancel);

        Assert.True(before.CanCreate);
        Assert.False((await current.GetAsync()).CanCreate);
    }

    [Fact]
    public async Task Somebody_shut_out_is_refused_on_the_next_click_of_an_open_page()
    {
        var (current, person, admin) = await OpenPageAsync(Role.Creator);

        await studio.Services.GetRequiredService<People>().SetDisabledAsync(admin, person.Id, true, Cancel);

        Assert.Equal("refused.signedOut", (await Assert.ThrowsAsync<RefusedException>(current.GetAsync)).Code);
    }

    [Fact]
    public async Task An_account_opened_again_does_not_revive_the_sign_ins_of_before()
    {
        var (current, person, admin) = await OpenPageAsync(Role.Creator);
        var people = studio.Services.GetRequiredService<People>();

        await people.SetDisabledAsync(admin, person.Id, true, Cancel);
        await people.SetDisabledAsync(admin, person.Id, false, Cancel);

        await Assert.ThrowsAsync<RefusedException>(current.GetAsync);
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var alone = new StudioApp();
        var admin = await alone.PersonAsync(Role.Admin);
        var people = alone.Services.GetRequiredService<People>();

        var refusal = await Assert.ThrowsAsync<AccountException>(
            () => people.ChangeRoleAsync(new Viewer(admin.Id, Role.Admin), admin.Id, Role.Creator, Cancel));

        Assert.Equal("accounts.lastAdmin", refusal.Code);
        Assert.Equal(Role.Admin, (await people.StandingOfAsync(admin.Id, Cancel))!.Role);
    }

    private async Task<(CurrentViewer Current, Person Person, Viewer Admin)> OpenPageAsync(Role role)
    {
        var person = await studio.PersonAsync(role);
        var admin = await studio.PersonAsync(Role.Admin);
        var principal = await new PersonClaims().CreateAsync(person);
        var current = new CurrentViewer(new SignedInAtStart(new AuthenticationState(principal)), studio.Services.GetRequiredService<People>());
        return (current, person, new Viewer(admin.Id, Role.Admin));
    }

    private sealed class SignedInAtStart(AuthenticationState state) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(state);
    }
}
