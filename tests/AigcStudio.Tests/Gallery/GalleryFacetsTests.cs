using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Gallery;

public sealed class GalleryFacetsTests : IAsyncLifetime
{
    private readonly Viewer _anna = Shelf.Person();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Each_count_is_what_the_filter_would_show_then()
    {
        await FillAsync(3, Modality.Text, "calm");
        await FillAsync(2, Modality.Text, "loud");
        await FillAsync(4, Modality.Audio, "calm");

        var facets = await ReadAsync(_anna, new GalleryFilter(Modality: Modality.Text, Label: "loud"));

        Assert.Equal([(Modality.Text, 2)], facets.Kinds.Select(k => (k.Key, k.Value)));
        Assert.Equal([("calm", 3), ("loud", 2)], facets.Labels.Select(l => (l.Name, l.Count)));
        Assert.Equal([2], facets.Runs.Select(r => r.Count));
    }

    [Fact]
    public async Task What_is_private_is_not_counted_for_others()
    {
        await FillAsync(3, Modality.Image, "calm", Visibility.Private);

        Assert.Empty((await ReadAsync(Shelf.Person(), new GalleryFilter())).Labels);
        Assert.Empty((await ReadAsync(Shelf.Person(), new GalleryFilter())).Runs);
        Assert.Equal(3, (await ReadAsync(_anna, new GalleryFilter())).Kinds[Modality.Image]);
    }

    private Task<FacetView> ReadAsync(Viewer viewer, GalleryFilter filter) =>
        _studio.Services.GetRequiredService<GalleryFacets>().ReadAsync(viewer, filter, Cancel);

    private async Task FillAsync(int count, Modality kind, string label, Visibility visibility = Visibility.Shared)
    {
        var generation = await Shelf.LineageAsync(_studio, _anna.PersonId, ContentHash.Of("c"u8).Hex);
        await Shelf.FillAsync(_studio.Contexts, generation, count, visibility, kind: _ => kind, label: label);
    }
}
