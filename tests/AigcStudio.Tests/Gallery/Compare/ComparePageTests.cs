using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Gallery.Compare;
using AigcStudio.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Gallery.Compare;

public sealed class ComparePageTests() : StudioPageTest(services => services.AddScoped<KeyList>())
{
    [Fact]
    public async Task Two_pictures_can_be_divided_by_a_line_and_three_cannot()
    {
        var ids = await KeepAsync(3, _ => Modality.Image);
        Assert.Equal(["Side by side", "Slider", "Flick"], Open(ids.Take(2)).WaitForElements(".segment").Select(s => s.TextContent));
        Assert.Equal(["Side by side", "Flick"], Open(ids).WaitForElements(".segment").Select(s => s.TextContent));
    }

    [Fact]
    public async Task The_table_says_only_what_differs_until_all_is_asked_for()
    {
        var ids = await KeepAsync(2, _ => Modality.Image);
        Assert.Equal(["No. in the draw"], Open(ids).WaitForElements("tbody th").Select(t => t.TextContent.Trim()));
        Assert.Contains("Dataset", Open(ids, all: true).WaitForElement("tbody").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Choose 2 to 4 artifacts")]
    [InlineData(5, "Choose 2 to 4 artifacts")]
    [InlineData(3, "Only artifacts of one kind")]
    public async Task What_cannot_be_compared_is_refused_in_words(int count, string words)
    {
        var ids = await KeepAsync(count, i => (Modality)(i % 3));
        Assert.Contains(words, Open(ids).WaitForElement(".empty-state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swap_lets_the_first_and_the_second_change_places_in_the_address()
    {
        var ids = await KeepAsync(2, _ => Modality.Audio);
        var page = Open(ids);
        page.WaitForElement(".compare-sound");
        await page.InvokeAsync(() => page.Instance.OnSwap());

        Assert.Contains($"ids={ids[1]},{ids[0]}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Guid>> KeepAsync(int count, Func<int, Modality> kind)
    {
        var databases = Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var generation = await Shelf.LineageAsync(databases, Me.Id, "c");
        return [.. (await Shelf.FillAsync(databases, generation, count, kind: kind)).Select(a => a.Id)];
    }

    private IRenderedComponent<ComparePage> Open(IEnumerable<Guid> ids, bool all = false)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Comparison.AddressOf(ids)}{(all ? "&all=true" : "")}");
        return Render<ComparePage>();
    }
}
