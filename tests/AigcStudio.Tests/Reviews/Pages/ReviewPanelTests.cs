using AigcStudio.Core.Reviews;
using AigcStudio.Data;
using AigcStudio.Data.Datasets;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Reviews.Pages;

/// <summary>An artifact that may be a copy, as its reviewer meets it.</summary>
public sealed class ReviewPanelTests() : StudioPageTest(services => services.AddScoped<KeyList>())
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private IDbContextFactory<StudioDb> Databases => Services.GetRequiredService<IDbContextFactory<StudioDb>>();

    [Fact]
    public async Task A_near_copy_stands_beside_its_training_item_and_is_approved_once_somebody_looked()
    {
        var (id, dataset, version) = await ArtifactAsync(0.12);
        var page = Render<ArtifactPage>(p => p.Add(a => a.Id, id));
        page.WaitForElement(".near-copy img");

        Assert.Contains("0.12", page.Find(".near-copy p").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/api/datasets/{dataset}/versions/{version}/items/7/thumbnail?size=192", page.Find(".near-copy img").GetAttribute("src"));
        Assert.Equal($"/datasets/{dataset}?v=3", page.Find(".near-copy a").GetAttribute("href"));

        page.Find(".review-approved").Click();
        page.WaitForAssertion(() => Assert.Contains("training item 7", page.Find(".review .refusal").TextContent, StringComparison.Ordinal));
        Assert.Equal(ReviewState.Open, State(id));

        page.Find(".review-seen input").Change(true);
        page.Find(".review-approved").Click();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find(".review-approved").GetAttribute("aria-pressed")));
        Assert.Empty(page.FindAll(".review .refusal"));
        Assert.Equal(ReviewState.Approved, State(id));
    }

    [Fact]
    public async Task Who_may_not_see_the_dataset_gets_the_number_of_the_item()
    {
        var (id, dataset, _) = await ArtifactAsync(0.12);
        await using (var db = await Databases.CreateDbContextAsync(Cancel))
        {
            await db.Datasets.Where(d => d.Id == dataset).ExecuteUpdateAsync(
                row => row.SetProperty(d => d.OwnerId, Stranger).SetProperty(d => d.Visibility, Core.Accounts.Visibility.Private), Cancel);
        }

        var page = Render<ArtifactPage>(p => p.Add(a => a.Id, id));

        page.WaitForAssertion(() => Assert.Contains("training item 7", page.Find(".near-copy .soft").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".near-copy img"));
    }

    [Fact]
    public async Task An_artifact_that_is_far_says_so_quietly_and_asks_for_no_word()
    {
        var (id, _, _) = await ArtifactAsync(0.74);
        var page = Render<ArtifactPage>(p => p.Add(a => a.Id, id));
        page.WaitForElement(".passport");

        Assert.Contains("No. 7, distance 0.74", page.Find(".passport").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".near-copy"));
        Assert.Empty(page.FindAll(".review-seen"));
    }

    [Fact]
    public async Task What_was_compared_while_its_page_stood_open_shows_its_training_item_once_it_is_refused()
    {
        var (id, _, _) = await ArtifactAsync(null);
        var page = Render<ArtifactPage>(p => p.Add(a => a.Id, id));
        page.WaitForElement(".review");
        await CompareAsync(0.12);

        page.Find(".review-approved").Click();

        page.WaitForElement(".near-copy img");
        Assert.NotNull(page.Find(".review-seen input"));
        Assert.NotNull(page.Find(".review .refusal"));
    }

    [Fact]
    public async Task An_artifact_that_was_not_compared_says_nothing_of_it()
    {
        var (id, _, _) = await ArtifactAsync(null);
        var page = Render<ArtifactPage>(p => p.Add(a => a.Id, id));

        Assert.DoesNotContain("Nearest training item", page.WaitForElement(".passport").TextContent, StringComparison.Ordinal);
    }

    private ReviewState State(Guid id)
    {
        using var db = Db();
        return db.Artifacts.Where(a => a.Id == id).Select(a => a.ReviewState).Single();
    }

    private async Task<(Guid Id, Guid Dataset, Guid Version)> ArtifactAsync(double? closeness)
    {
        var generation = await Shelf.LineageAsync(Databases, Me.Id, "c");
        var id = (await Shelf.FillAsync(Databases, generation, 1))[0].Id;
        await using var db = await Databases.CreateDbContextAsync(Cancel);
        var version = await db.DatasetVersions.SingleAsync(Cancel);
        db.Items.Add(new Item { VersionId = version.Id, Index = 7, Name = "cup.png", BlobHash = "aa", Width = 8, Height = 8 });
        await db.SaveChangesAsync(Cancel);
        if (closeness is { } ratio)
        {
            await CompareAsync(ratio);
        }

        return (id, version.DatasetId, version.Id);
    }

    private async Task CompareAsync(double ratio)
    {
        await using var db = await Databases.CreateDbContextAsync(Cancel);
        await db.Artifacts.ExecuteUpdateAsync(row => row.SetProperty(a => a.NearestItem, 7).SetProperty(a => a.Closeness, ratio), Cancel);
    }
}
