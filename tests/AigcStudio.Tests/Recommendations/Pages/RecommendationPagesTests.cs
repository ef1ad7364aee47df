using AigcStudio.Data;
using AigcStudio.Data.Gallery;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Recommendations;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Recommendations.Pages;

public sealed class RecommendationPagesTests : StudioPageTest
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private IDbContextFactory<StudioDb> Databases => Services.GetRequiredService<IDbContextFactory<StudioDb>>();

    private Core.Accounts.Viewer Viewer => new(Me.Id, Me.Role);

    [Fact]
    public async Task The_strip_says_how_to_begin_where_nobody_rated()
    {
        await Tasters.HangAsync(Databases, Stranger, 4);
        var strip = Render<ForYou>();
        strip.WaitForAssertion(() => Assert.StartsWith("Nothing rated yet", strip.Find(".for-you p").TextContent, StringComparison.Ordinal));

        Assert.Equal("/gallery", strip.Find(".for-you a").GetAttribute("href"));
        Assert.Empty(strip.FindAll(".for-you-list"));
    }

    [Fact]
    public void An_empty_studio_has_no_strip() => Assert.Empty(Render<ForYou>().FindAll(".for-you"));

    [Fact]
    public async Task Not_this_takes_one_out_of_the_strip()
    {
        await RatedAsync();
        var strip = Render<ForYou>();
        strip.WaitForAssertion(() => Assert.Equal(12, strip.FindAll(".for-you-list li").Count));
        var first = strip.Find(".for-you-list a").GetAttribute("href");
        Assert.StartsWith("Warm colours, like 6", strip.Find(".for-you-why").TextContent, StringComparison.Ordinal);

        strip.Find(".for-you-hide").Click();

        strip.WaitForAssertion(() => Assert.Equal(11, strip.FindAll(".for-you-list li").Count));
        Assert.NotEqual(first, strip.Find(".for-you-list a").GetAttribute("href"));
        await using var db = Db();
        Assert.Single(await db.HiddenRecommendations.ToListAsync(Cancel));
    }

    [Fact]
    public async Task An_artifact_says_why_with_its_examples_and_can_be_hidden_and_shown()
    {
        var all = await RatedAsync();
        var why = Render<WhyForMe>(p => p.Add(w => w.ArtifactId, all[20].Id).Add(w => w.Kind, all[20].Modality));
        why.WaitForAssertion(() => Assert.Equal("Warm colours, like 6 you gave 4 stars or more", why.Find(".why strong").TextContent));
        Assert.Equal(3, why.FindAll(".why-examples a").Count);

        why.Find(".why-act").Click();
        why.WaitForAssertion(() => Assert.Equal("Recommend it again", why.Find(".why-act").TextContent));
        why.Find(".why-act").Click();
        why.WaitForAssertion(() => Assert.Equal("Not this", why.Find(".why-act").TextContent));
    }

    [Fact]
    public async Task A_grid_in_this_order_has_no_days_and_a_line_beneath_each_tile()
    {
        var all = await RatedAsync();
        var grid = Render<ArtifactGrid>(p => p
            .Add(g => g.Ids, [.. all.Select(a => a.Id)])
            .Add(g => g.Selection, new GridSelection())
            .Add(g => g.Days, false)
            .Add(g => g.Note, id => id == all[1].Id ? "Warm colours" : null));
        grid.WaitForAssertion(() => Assert.NotEmpty(grid.FindAll(".art-tile")));

        Assert.Empty(grid.FindAll(".art-day"));
        Assert.Equal("Warm colours", Assert.Single(grid.FindAll(".art-why")).TextContent);
        Assert.EndsWith("Warm colours", grid.FindAll(".art-link")[1].GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Artifact>> RatedAsync()
    {
        var all = await Tasters.HangAsync(Databases, Stranger, 40);
        await Tasters.RateAsync(Services, Viewer, all.Take(12));
        return all;
    }
}
