using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Gallery;
using Bunit;
using Xunit;

namespace AigcStudio.Tests.Gallery.Pages;

public sealed class GalleryFiltersTests : PageTest
{
    private static readonly FacetView Facets = new(
        new Dictionary<Modality, int> { [Modality.Image] = 1_200, [Modality.Text] = 30 }, [new("calm", 7), new("loud", 2)], [], []);

    private readonly List<GalleryFilter> _asked = [];

    [Fact]
    public void Kinds_and_labels_stand_there_with_their_counts()
    {
        var filters = Show(new GalleryFilter());

        Assert.Equal(["All 1,230", "Pictures 1,200", "Texts 30", "Sounds 0"], filters.Find(".segments").QuerySelectorAll(".segment").Select(s => s.TextContent.Trim()));
        Assert.Contains("calm (7)", filters.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_and_a_label_narrow_what_is_shown_and_keep_the_rest()
    {
        var filters = Show(new GalleryFilter(MinStars: 4));
        filters.FindAll(".segment")[2].Click();
        filters.FindAll("select").Single(s => s.InnerHtml.Contains("loud", StringComparison.Ordinal)).Change("loud");

        Assert.Equal([new(Modality: Modality.Text, MinStars: 4), new(MinStars: 4, Label: "loud")], _asked);
    }

    [Fact]
    public void A_label_from_an_address_stays_in_the_list_where_nothing_has_it() =>
        Assert.Contains("gone (0)", Show(new GalleryFilter(Label: "gone")).Markup, StringComparison.Ordinal);

    [Fact]
    public void Near_copies_are_a_choice_that_an_address_keeps()
    {
        Show(new GalleryFilter(Mine: true)).FindAll("button.filter-chip")[1].Click();

        Assert.Equal([new(Mine: true, NearCopy: true)], _asked);
        Assert.Equal("?mine=true&nearCopy=true", GalleryQuery.Of(_asked[0]));
    }

    private IRenderedComponent<GalleryFilters> Show(GalleryFilter filter) =>
        Render<GalleryFilters>(p => p.Add(f => f.Filter, filter).Add(f => f.Facets, Facets).Add(f => f.Changed, _asked.Add));
}
