using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Gallery.Pages;

/// <summary>A gallery that is open while something is drawn.</summary>
public sealed class GalleryNewsTests() : StudioPageTest(services => services.AddScoped<KeyList>())
{
    private IDbContextFactory<StudioDb> Databases => Services.GetRequiredService<IDbContextFactory<StudioDb>>();

    [Fact]
    public async Task An_empty_gallery_fills_by_itself()
    {
        var generation = await Shelf.LineageAsync(Databases, Me.Id, "c");
        var page = Open();
        page.WaitForElement(".empty-state");

        await Shelf.FillAsync(Databases, generation, 3, label: "calm");
        Ring();

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".art-tile").Count));
    }

    [Fact]
    public async Task What_comes_while_somebody_looks_waits_behind_a_chip_and_the_last_bell_of_a_swarm_counts()
    {
        var generation = await Shelf.LineageAsync(Databases, Me.Id, "c");
        await Shelf.FillAsync(Databases, generation, 2);
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".art-tile").Count));
        Ring();
        var another = await Shelf.LineageAsync(Databases, Me.Id, "d");
        await Shelf.FillAsync(Databases, another, 1, kind: _ => Modality.Text, newest: Shelf.Noon.AddMinutes(1));
        Ring();

        Clock.Advance(TimeSpan.FromSeconds(2));
        page.WaitForElement(".new-chip").Click();

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".art-tile").Count));
        Assert.Empty(page.FindAll(".new-chip"));
    }

    private void Ring() => Services.GetRequiredService<JobBell>().Ring(Guid.CreateVersion7());

    private IRenderedComponent<GalleryPage> Open()
    {
        Render<MudBlazor.MudPopoverProvider>();
        return Render<GalleryPage>();
    }
}
