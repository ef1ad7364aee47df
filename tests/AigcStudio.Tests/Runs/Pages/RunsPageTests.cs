using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Web.Runs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs.Pages;

public sealed class RunsPageTests : StudioPageTest
{
    [Fact]
    public void Runs_stand_newest_first_and_private_ones_of_others_do_not_exist()
    {
        var older = KeepRun(RunState.Finished);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var newer = KeepRun(RunState.Running);
        KeepRun(RunState.Running, visibility: Visibility.Private, owner: Stranger);
        var page = Open("runs");
        Assert.Equal([$"runs/{newer.Id}", $"runs/{older.Id}"], page.FindAll(".run-tile").Select(t => t.GetAttribute("href")));
        Assert.Equal("Picture GAN", page.Find(".run-tile-facts").TextContent.Split(" · ")[0]);
    }

    [Theory]
    [InlineData("runs?show=active", "Learning")]
    [InlineData("runs?show=over", "Finished")]
    public void The_address_holds_the_filter(string address, string state)
    {
        KeepRun(RunState.Finished);
        KeepRun(RunState.Running);
        Assert.Equal(state, Assert.Single(Open(address).FindAll(".run-state")).TextContent.Trim());
    }

    [Fact]
    public void Only_mine_leaves_out_what_others_share()
    {
        KeepRun(RunState.Running, owner: Stranger);
        Assert.Single(Open("runs").FindAll(".run-tile"));
        Assert.Contains(Texts["runs.filter.none"], Open("runs?mine=true").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_changes_its_state_changes_it_here()
    {
        var run = KeepRun(RunState.Running);
        var page = Open("runs");
        using (var db = Db())
        {
            db.Runs.ExecuteUpdate(row => row.SetProperty(r => r.State, RunState.Paused));
        }

        Services.GetRequiredService<RunFeed>().PublishState(run.Id, RunState.Paused);
        page.WaitForAssertion(() => Assert.Equal("paused", page.Find(".run-state").GetAttribute("data-state")));
    }

    [Fact]
    public void An_empty_studio_says_what_a_run_is() =>
        Assert.Contains(Texts["runs.empty.text"], Open("runs").Markup, StringComparison.Ordinal);

    private IRenderedComponent<RunsPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<RunsPage>();
        page.WaitForState(() => page.FindAll(".is-skeleton").Count == 0);
        return page;
    }
}
