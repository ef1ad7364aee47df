using System.Text.Json.Nodes;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Web.Runs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs.Pages;

public sealed class NewRunPageTests : StudioPageTest
{
    [Fact]
    public async Task From_a_dataset_one_click_queues_a_run()
    {
        var (dataset, version) = KeepDataset("Cats");
        var page = Open($"runs/new?dataset={dataset.Id}");
        await Start(page).ClickAsync();
        await using var db = Db();
        var run = Assert.Single(db.Runs);
        Assert.Equal((version.Id, "good", 6_000, RunState.Queued), (run.DatasetVersionId, run.Preset, run.Steps, run.State));
        Assert.Equal($"http://localhost/runs/{run.Id}", Navigation.Uri);
    }

    [Fact]
    public void It_says_when_the_model_will_be_ready()
    {
        KeepDataset("Cats");
        var page = Open("runs/new");
        page.WaitForAssertion(() => Assert.Equal("12:10 PM", page.Find(".estimate-clock").TextContent.Replace('\u202f', ' ')));
    }

    [Fact]
    public void Start_shuts_once_it_is_clicked()
    {
        KeepDataset("Cats");
        var page = Open("runs/new");
        Start(page).Click();
        page.WaitForAssertion(() => Assert.True(page.Find("button.start-button").HasAttribute("disabled")));
    }

    [Fact]
    public void What_is_refused_is_said_beside_start_and_nothing_is_queued()
    {
        KeepDataset("Few cats", count: 5);
        var page = Open("runs/new");
        page.WaitForAssertion(() => Assert.Contains(Texts["recipe.tooFewItems", 16, 5], page.Find(".new-run-summary [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find("button.start-button").HasAttribute("disabled"));
    }

    [Fact]
    public void An_engine_that_refuses_can_be_asked_again()
    {
        KeepDataset("Cats");
        Engine.Refusal = new RecipeException("recipe.outOfRange", "width", 8, 256);
        var page = Open("runs/new");
        page.WaitForElement("[role=alert] button");
        Engine.Refusal = null;
        page.Find("[role=alert] button").Click();
        Assert.False(Start(page).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Steps_of_ones_own_are_exactly_the_steps()
    {
        KeepDataset("Cats");
        var page = Open("runs/new");
        page.Find("input[name=preset][value=own]").Change("own");
        page.FindAll(".budget input")[1].Change("123");
        await Start(page).ClickAsync();
        await using var db = Db();
        Assert.Equal((123, (double?)null), (Assert.Single(db.Runs).Steps, db.Runs.Single().BudgetMinutes));
    }

    [Fact]
    public void A_refresh_brings_the_form_back_as_it_stood()
    {
        KeepDataset("Cats");
        var page = Open("runs/new");
        page.Find("input[name=preset][value=own]").Change("own");
        page.FindAll(".budget input")[1].Change("123");
        page.Find(".change-everything").Click();
        page.Find(".everything input[type=text]").Change("My cats");
        page.WaitForState(() => Navigation.Uri.Contains("name=My%20cats", StringComparison.Ordinal));

        var again = Open(new Uri(Navigation.Uri).PathAndQuery.TrimStart('/'));
        Assert.Equal("123", again.FindAll(".budget input")[1].GetAttribute("value"));
        Assert.Equal("My cats", again.Find(".everything input[type=text]").GetAttribute("value"));
        Assert.True(again.Find("input[name=preset][value=own]").HasAttribute("checked"));
    }

    [Fact]
    public async Task A_clone_takes_over_everything_but_the_name()
    {
        var wider = SettingsCheck.Complete(Families.Gan, new JsonObject { ["width"] = 96 }).ToJsonString();
        var first = KeepRun(RunState.Finished, settings: wider);
        var page = Open($"runs/new?clone={first.Id}");
        await Start(page).ClickAsync();
        await using var db = Db();
        var clone = db.Runs.Single(r => r.Id != first.Id);
        Assert.Equal((7, "{\"width\":96,\"learningRate\":0.0002,\"colour\":\"auto\"}"), (clone.Seed, clone.Settings));
        Assert.NotEqual(first.Name, clone.Name);
    }

    [Fact]
    public async Task A_clone_that_follows_a_finding_comes_with_its_change()
    {
        var first = KeepRun(RunState.Finished);
        var page = Open($"runs/new?clone={first.Id}&act={HealthActs.LowerRate}");
        await Start(page).ClickAsync();
        await using var db = Db();
        var clone = db.Runs.Single(r => r.Id != first.Id);
        Assert.Contains("\"learningRate\":2E-05", clone.Settings.Replace("0.00002", "2E-05", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_persons_private_dataset_is_not_offered()
    {
        var (dataset, _) = KeepDataset("Secret", owner: Stranger);
        using (var db = Db())
        {
            db.Datasets.Single(d => d.Id == dataset.Id).Visibility = Core.Accounts.Visibility.Private;
            db.SaveChanges();
        }

        var page = Open($"runs/new?dataset={dataset.Id}");
        page.WaitForAssertion(() => Assert.Contains(Texts["runs.new.noData"], page.Markup, StringComparison.Ordinal));
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private static AngleSharp.Dom.IElement Start(IRenderedComponent<NewRunPage> page) =>
        page.WaitForElement("button.start-button:not([disabled])");

    private IRenderedComponent<NewRunPage> Open(string address)
    {
        Navigation.NavigateTo(address);
        return Render<NewRunPage>();
    }
}
